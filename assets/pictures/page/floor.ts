import {
  DoubleSide,
  Group,
  HalfFloatType,
  Mesh,
  MeshDepthMaterial,
  NoBlending,
  type Object3D,
  OrthographicCamera,
  PlaneGeometry,
  Scene,
  ShaderMaterial,
  ShadowMaterial,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import type { Bounds } from "./views.ts";

/** The floor under a model: nothing but the shade on it. */
export type Floor = { readonly object: Object3D; dispose(): void };

const SIZE = 512;
/** How far the shade may spread beyond the model's footprint, as a share of its larger side. */
const SPREAD = 0.45;

const QUAD = /* glsl */ `
  varying vec2 vUv;
  void main() { vUv = uv; gl_Position = vec4( position.xy * 2.0, 0.0, 1.0 ); }`;

/** A Gaussian of 13 taps along one direction. */
const BLUR = /* glsl */ `
  uniform sampler2D map;
  uniform vec2 stride;
  uniform float power;
  varying vec2 vUv;
  void main() {
    float sum = 0.0;
    float weights = 0.0;
    for ( int tap = -6; tap <= 6; tap ++ ) {
      float weight = exp( - float( tap * tap ) / 12.0 );
      sum += weight * pow( texture2D( map, vUv + stride * float( tap ) ).r, power );
      weights += weight;
    }
    gl_FragColor = vec4( vec3( sum / weights ), 1.0 );
  }`;

const SHADE_VERTEX = /* glsl */ `
  varying vec2 vUv;
  void main() { vUv = uv; gl_Position = projectionMatrix * modelViewMatrix * vec4( position, 1.0 ); }`;

const SHADE = /* glsl */ `
  uniform sampler2D near;
  uniform sampler2D wide;
  varying vec2 vUv;
  void main() {
    float shade = 1.0 - ( 1.0 - 0.42 * texture2D( near, vUv ).r ) * ( 1.0 - 0.34 * texture2D( wide, vUv ).r );
    gl_FragColor = vec4( 0.10, 0.085, 0.07, shade );
  }`;

/**
 * Photographs the model from below: the nearer to the floor, the darker. Blurred a little it is the touch of the feet,
 * blurred a lot the light that the model keeps away; together with the key light's own shadow that is the floor.
 */
export function createFloor(renderer: WebGLRenderer, model: Object3D, bounds: Bounds): Floor {
  const [width, height, depth] = bounds.max.map((max, axis) => max - (bounds.min[axis] ?? 0)) as [
    number,
    number,
    number,
  ];
  const side = Math.max(width, depth, height * 0.25, 1e-6) * (1 + SPREAD * 2);
  const below = photographFromBelow(renderer, model, bounds, side, Math.max(height, side * 0.2));
  const near = blur(renderer, below.texture, [0.0035], 7);
  const wide = blur(renderer, below.texture, [0.011, 0.017], 1.6);
  const geometry = new PlaneGeometry(side, side).rotateX(-Math.PI / 2);
  const shade = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    uniforms: { near: { value: near.texture }, wide: { value: wide.texture } },
    vertexShader: SHADE_VERTEX,
    fragmentShader: SHADE,
  });
  const thrown = new ShadowMaterial({ color: 0x2a241e, opacity: 0.16, depthWrite: false });
  const floorPlane = new PlaneGeometry(side * 4, side * 4).rotateX(-Math.PI / 2);
  const object = new Group();
  const catcher = new Mesh(floorPlane, thrown);
  catcher.receiveShadow = true;
  object.add(new Mesh(geometry, shade), catcher);
  for (const [index, child] of object.children.entries()) child.renderOrder = -2 + index;
  object.position.set(
    (bounds.min[0] + bounds.max[0]) / 2,
    bounds.min[1] - height * 0.0005,
    (bounds.min[2] + bounds.max[2]) / 2,
  );
  const owned = [below, near, wide, geometry, floorPlane, shade, thrown];
  return {
    object,
    dispose() {
      for (const each of owned) each.dispose();
    },
  };
}

function photographFromBelow(
  renderer: WebGLRenderer,
  model: Object3D,
  bounds: Bounds,
  side: number,
  reach: number,
): WebGLRenderTarget {
  const half = side / 2;
  // Up in the picture is where -Z is on the floor, as a plane that lies on it has its own up.
  const camera = new OrthographicCamera(-half, half, -half, half, 0, reach);
  camera.position.set((bounds.min[0] + bounds.max[0]) / 2, bounds.min[1] - 1e-5, (bounds.min[2] + bounds.max[2]) / 2);
  camera.up.set(0, 0, 1);
  camera.lookAt(camera.position.x, bounds.max[1] + 1, camera.position.z);
  const target = new WebGLRenderTarget(SIZE, SIZE, { type: HalfFloatType });
  const material = new MeshDepthMaterial({ side: DoubleSide, blending: NoBlending });
  const parent = model.parent;
  const alone = new Scene();
  alone.overrideMaterial = material;
  alone.add(model);
  const background = renderer.getClearAlpha();
  renderer.setClearAlpha(0);
  renderer.setRenderTarget(target);
  const { autoClear } = renderer;
  renderer.clear();
  renderer.autoClear = false;
  renderer.render(alone, camera);
  renderer.autoClear = autoClear;
  renderer.setRenderTarget(null);
  renderer.setClearAlpha(background);
  parent?.add(model);
  material.dispose();
  return target;
}

/** Blurs along both axes once for each stride, which is a share of the picture; `power` bends the values first. */
function blur(renderer: WebGLRenderer, from: Texture, strides: readonly number[], power: number): WebGLRenderTarget {
  const targets = [0, 1].map(() => new WebGLRenderTarget(SIZE, SIZE, { type: HalfFloatType, depthBuffer: false }));
  const [first, last] = targets as [WebGLRenderTarget, WebGLRenderTarget];
  const material = new ShaderMaterial({
    uniforms: { map: { value: from }, stride: { value: [0, 0] }, power: { value: power } },
    vertexShader: QUAD,
    fragmentShader: BLUR,
    depthTest: false,
    depthWrite: false,
    blending: NoBlending,
  });
  const quad = new Mesh(new PlaneGeometry(1, 1), material);
  quad.frustumCulled = false;
  const scene = new Scene().add(quad);
  const camera = new OrthographicCamera();
  const pass = (map: Texture, target: WebGLRenderTarget, stride: readonly [number, number], bend: number) => {
    material.uniforms.map = { value: map };
    material.uniforms.stride = { value: stride };
    material.uniforms.power = { value: bend };
    renderer.setRenderTarget(target);
    renderer.render(scene, camera);
  };
  for (const [index, stride] of strides.entries()) {
    pass(index === 0 ? from : last.texture, first, [stride, 0], index === 0 ? power : 1);
    pass(first.texture, last, [0, stride], 1);
  }
  renderer.setRenderTarget(null);
  first.dispose();
  material.dispose();
  quad.geometry.dispose();
  return last;
}
