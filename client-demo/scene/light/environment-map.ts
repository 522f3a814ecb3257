import {
  CubeCamera,
  HalfFloatType,
  LinearMipmapLinearFilter,
  LinearSRGBColorSpace,
  Mesh,
  PMREMGenerator,
  type Scene,
  type Texture,
  type Vector3,
  WebGLCubeRenderTarget,
  type WebGLRenderer,
} from "three";

/** Light from all sides for physical materials. */
export type EnvironmentMap = { readonly texture: Texture; dispose(): void };

const PLAIN_SIZE = 32;
/** 32, 16, 8, 4, 2: the last one stands for light from everywhere. */
const PLAIN_LEVELS = 5;
const NEAR_M = 0.05;
const FAR_M = 200;

/**
 * Photographs a scene of lamps from a place, filtered for every roughness; the scene's meshes are used up.
 * `isPlain` spares the filter, which takes seconds without a graphics card, and halves the picture again and again.
 */
export function captureEnvironment(
  renderer: WebGLRenderer,
  lamps: Scene,
  position: Vector3,
  isPlain: boolean,
): EnvironmentMap {
  const map = isPlain ? halve(renderer, lamps, position) : filter(renderer, lamps, position);
  lamps.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    object.material.dispose();
  });
  return map;
}

function filter(renderer: WebGLRenderer, lamps: Scene, position: Vector3): EnvironmentMap {
  const generator = new PMREMGenerator(renderer);
  const target = generator.fromScene(lamps, 0, NEAR_M, FAR_M, { position });
  generator.dispose();
  return { texture: target.texture, dispose: () => target.dispose() };
}

function halve(renderer: WebGLRenderer, lamps: Scene, position: Vector3): EnvironmentMap {
  const target = new WebGLCubeRenderTarget(PLAIN_SIZE, {
    generateMipmaps: true,
    minFilter: LinearMipmapLinearFilter,
    type: HalfFloatType,
    colorSpace: LinearSRGBColorSpace,
  });
  const camera = new CubeCamera(NEAR_M, FAR_M, target);
  camera.position.copy(position);
  camera.update(renderer, lamps);
  // The renderer reads the number of roughness levels off this list, and needs to be told that they are there.
  const mipmaps = Array.from({ length: PLAIN_LEVELS }, (_, level) => ({
    width: PLAIN_SIZE >> level,
    height: PLAIN_SIZE >> level,
  }));
  Object.assign(target.texture, { isPMREMTexture: true, mipmaps });
  return { texture: target.texture, dispose: () => target.dispose() };
}
