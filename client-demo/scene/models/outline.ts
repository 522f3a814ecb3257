import {
  BackSide,
  type BufferGeometry,
  Color,
  Float32BufferAttribute,
  Mesh,
  type Object3D,
  ShaderMaterial,
  Vector2,
} from "three";
import { mergeVertices } from "three/addons/utils/BufferGeometryUtils.js";
import { AVATAR_COLOURS } from "../../../rooms/protocol/colours.ts";
import { meshesOf } from "./material-variants.ts";

export const HOVER_COLOUR = "#1C1B19";

/** What is drawn around an exhibit: the holder's colour when held, ink when pointed at or chosen, else nothing. */
export function outlineColour(state: {
  readonly holderColour: number | null;
  readonly pointed: boolean;
}): string | null {
  if (state.holderColour !== null) return AVATAR_COLOURS[state.holderColour % AVATAR_COLOURS.length] ?? HOVER_COLOUR;
  return state.pointed ? HOVER_COLOUR : null;
}

const WIDTH_PX = 2;
/** The shell is drawn this far behind the object, so that folds and straps within its outline get no lines of their own. */
const HULL_DEPTH_M = 0.07;
const viewport = { value: new Vector2(1, 1) };

/** Tells outlines how large the picture is, CSS pixels, so that they keep their width at any resolution. */
export function setOutlineViewport(width: number, height: number): void {
  viewport.value.set(width, height);
}

const hulls = new WeakMap<BufferGeometry, BufferGeometry>();

/** A shell without seams: hard edges would tear an outline that follows their split normals. */
function hullOf(geometry: BufferGeometry): BufferGeometry {
  const known = hulls.get(geometry);
  if (known) return known;
  const bare = geometry.clone();
  for (const name of Object.keys(bare.attributes)) if (name !== "position") bare.deleteAttribute(name);
  bare.morphAttributes = {};
  const position = bare.getAttribute("position");
  // Quantised positions are unpacked, because vertices are merged by their numbers.
  const plain = new Float32Array(position.count * 3);
  for (let index = 0; index < position.count; index++) {
    plain[index * 3] = position.getX(index);
    plain[index * 3 + 1] = position.getY(index);
    plain[index * 3 + 2] = position.getZ(index);
  }
  bare.setAttribute("position", new Float32BufferAttribute(plain, 3));
  const hull = mergeVertices(bare, 1e-4);
  hull.computeVertexNormals();
  hulls.set(geometry, hull);
  geometry.addEventListener("dispose", () => hull.dispose());
  return hull;
}

export type Outline = { setColour(colour: string): void; setVisible(visible: boolean): void; dispose(): void };

/** A thin line around an object: its back faces, pushed outwards by some pixels. Costs nothing while invisible. */
export function createOutline(root: Object3D): Outline {
  const material = new ShaderMaterial({
    side: BackSide,
    defines: { DEPTH_M: HULL_DEPTH_M.toFixed(3) },
    uniforms: { colour: { value: new Color(HOVER_COLOUR) }, viewport, widthPx: { value: WIDTH_PX } },
    vertexShader: /* glsl */ `
      uniform vec2 viewport;
      uniform float widthPx;
      void main() {
        vec4 place = modelViewMatrix * vec4( position, 1.0 );
        vec4 clip = projectionMatrix * place;
        vec2 aside = ( projectionMatrix * vec4( normalMatrix * normal, 0.0 ) ).xy * viewport;
        float size = length( aside );
        if ( size > 0.0 ) clip.xy += aside / size * widthPx * 2.0 / viewport * clip.w;
        vec4 behind = projectionMatrix * vec4( place.xy, place.z - DEPTH_M, 1.0 );
        clip.z = behind.z / behind.w * clip.w;
        gl_Position = clip;
      }`,
    fragmentShader: /* glsl */ `
      uniform vec3 colour;
      void main() {
        gl_FragColor = vec4( colour, 1.0 );
        #include <colorspace_fragment>
      }`,
  });
  const shells = meshesOf(root).map((mesh) => {
    const shell = new Mesh(hullOf(mesh.geometry), material);
    shell.raycast = () => {};
    shell.userData.isOutline = true;
    mesh.add(shell);
    return shell;
  });
  return {
    setColour(colour) {
      material.uniforms.colour?.value.set(colour);
    },
    setVisible(visible) {
      for (const shell of shells) shell.visible = visible;
    },
    dispose() {
      for (const shell of shells) shell.removeFromParent();
      material.dispose();
    },
  };
}
