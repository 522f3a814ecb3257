import {
  GLSL3,
  LinearMipmapLinearFilter,
  OrthographicCamera,
  Scene,
  ShaderMaterial,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from "three";
import { type AvatarInput, createAvatarActor } from "../avatars/avatar-actor.ts";
import { createOnePieceBodies } from "./one-piece-bodies.ts";
import { ONE_PIECE_SHADER } from "./one-piece-shader.ts";

/*
 * Pictures of an avatar in one piece, undyed and unlit, from all sides and in three moments of its step: those who are
 * farther away are drawn as one of them. Two textures of the same order: `look` has colour and coverage, `form` has the normal,
 * as seen by the camera, and how much of the visitor's colour is taken. Both are premultiplied by coverage.
 */

/** Sides from which an avatar is pictured, in equal steps from behind its back; and its moments: standing, left or right foot ahead. */
export const SIDES = 16;
export const MOMENTS = 3;
/** What one picture shows, metres. */
export const PICTURE_WIDTH_M = 0.8;
export const PICTURE_HEIGHT_M = 1.76;

export type ImpostorAtlas = { readonly look: Texture; readonly form: Texture; dispose(): void };

const WIDTH_PX = 64;
const HEIGHT_PX = 128;
/** Where in its stride an avatar is at each moment, and how fast it walks (0…1), as walking makes them. */
const STRIDES_M = [0, 0.36, 1.07];
const WALK_MPS = 2.4;

/** Takes all pictures, once; they hold for every light and every quality. */
export function captureImpostors(renderer: WebGLRenderer): ImpostorAtlas {
  const target = new WebGLRenderTarget(WIDTH_PX * SIDES, HEIGHT_PX * MOMENTS, {
    count: 2,
    generateMipmaps: true,
    minFilter: LinearMipmapLinearFilter,
  });
  const bodies = createOnePieceBodies(SIDES);
  const material = createCaptureMaterial();
  bodies.mesh.material = material;
  const scene = new Scene().add(bodies.mesh);
  const halfWidth = (PICTURE_WIDTH_M * SIDES) / 2;
  const camera = new OrthographicCamera(-halfWidth, halfWidth, PICTURE_HEIGHT_M, 0, 0, 4);
  camera.position.z = 2;
  const { autoClear } = renderer;
  renderer.autoClear = false;
  for (let moment = 0; moment < MOMENTS; moment++) {
    lineUp(bodies, moment, halfWidth);
    target.viewport.set(0, moment * HEIGHT_PX, target.width, HEIGHT_PX);
    renderer.setRenderTarget(target);
    renderer.render(scene, camera);
  }
  renderer.setRenderTarget(null);
  renderer.autoClear = autoClear;
  bodies.dispose();
  material.dispose();
  const [look, form] = target.textures;
  if (!look || !form) throw new Error("the pictures have no textures");
  return { look, form, dispose: () => target.dispose() };
}

/** Stands an avatar there once for each side. */
function lineUp(bodies: ReturnType<typeof createOnePieceBodies>, moment: number, halfWidth: number): void {
  bodies.begin();
  for (let side = 0; side < SIDES; side++) {
    const input: AvatarInput = {
      x: (side + 0.5) * PICTURE_WIDTH_M - halfWidth,
      z: 0,
      heading: (side / SIDES) * Math.PI * 2,
      pitch: 0,
      speedMps: 0,
      opacity: 1,
      gesture: 0,
      reachFor: null,
    };
    const actor = createAvatarActor(0);
    if (moment > 0) {
      // One long step to the right place in the stride, then none: the body eases into its walk.
      actor.animate({ ...input, speedMps: WALK_MPS }, (STRIDES_M[moment] ?? 0) / WALK_MPS);
      actor.animate({ ...input, speedMps: 0 }, 0);
    } else {
      actor.animate(input, 0);
    }
    actor.setColour(0);
    bodies.add(actor, input, 1);
  }
  bodies.end();
}

function createCaptureMaterial(): ShaderMaterial {
  return new ShaderMaterial({
    glslVersion: GLSL3,
    vertexColors: true,
    vertexShader: /* glsl */ `
      ${ONE_PIECE_SHADER.declarations}
      out vec3 vLook;
      out vec4 vForm;
      void main() {
        vec3 at = position;
        vec3 facing = normal;
        bendBody( at, facing );
        vLook = color;
        vForm = vec4( facing, fabric.x );
        gl_Position = projectionMatrix * viewMatrix * vec4( at, 1.0 );
      }`,
    fragmentShader: /* glsl */ `
      in vec3 vLook;
      in vec4 vForm;
      layout( location = 0 ) out vec4 look;
      layout( location = 1 ) out vec4 form;
      void main() {
        look = vec4( vLook, 1.0 );
        form = vec4( normalize( vForm.xyz ) * 0.5 + 0.5, vForm.w );
      }`,
  });
}
