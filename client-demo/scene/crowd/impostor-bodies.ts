import { type BufferGeometry, type Material, Mesh } from "three";
import type { AvatarActor, AvatarInput } from "../avatars/avatar-actor.ts";
import type { BodyShader } from "../avatars/avatar-material.ts";
import { createQuads } from "../light/quads.ts";
import { MOMENTS, PICTURE_HEIGHT_M, PICTURE_WIDTH_M, SIDES } from "./impostor-atlas.ts";

/** Avatars as pictures that turn towards the camera, all in one call. */
export type ImpostorBodies = {
  readonly mesh: Mesh<BufferGeometry, Material>;
  /** Starts a frame that is seen from a place. */
  begin(eye: { readonly x: number; readonly z: number }): void;
  /** Draws one more, as it is held now; `presence` as the material has it. */
  add(actor: AvatarActor, input: AvatarInput, presence: number): void;
  end(): void;
  dispose(): void;
};

/** A foot that is farther ahead than this makes a step of it. */
const STEP_M = 0.1;

export function createImpostorBodies(capacity: number): ImpostorBodies {
  const quads = createQuads({ place: 4, dye: 4 }, capacity);
  const mesh = new Mesh<BufferGeometry, Material>(quads.geometry);
  mesh.frustumCulled = false;
  mesh.receiveShadow = true;
  mesh.raycast = () => {};
  const one = new Float32Array(8);
  let eyeX = 0;
  let eyeZ = 0;
  return {
    mesh,
    begin({ x, z }) {
      quads.begin();
      eyeX = x;
      eyeZ = z;
    },
    add({ figure, colour }, { x, z, heading, opacity }, presence) {
      const turn = (heading - Math.atan2(eyeX - x, eyeZ - z)) / (Math.PI * 2);
      const side = Math.round((turn - Math.floor(turn)) * SIDES) % SIDES;
      const moment = figure.leftStep < -STEP_M ? 1 : figure.leftStep > STEP_M ? 2 : 0;
      one[0] = x;
      one[1] = z;
      one[2] = 0.8 + 0.2 * opacity;
      one[3] = side + moment * SIDES;
      one[4] = colour.r;
      one[5] = colour.g;
      one[6] = colour.b;
      one[7] = presence;
      quads.add(one);
    },
    end() {
      mesh.visible = quads.end() > 0;
    },
    dispose: () => quads.geometry.dispose(),
  };
}

const float = (number: number) => number.toFixed(2);

/** Stands a picture upright before the camera, and lights it by the normals that it was taken with. */
export const IMPOSTOR_SHADER: BodyShader = {
  name: "impostor",
  declarations: /* glsl */ `
attribute vec4 place;
attribute vec4 dye;
varying vec2 vPicture;
varying vec2 vToEye;`,
  colour: "dye.rgb",
  presence: "dye.w",
  roughness: "0.68",
  prepare: /* glsl */ `
vToEye = normalize( cameraPosition.xz - place.xy );
vPicture = ( position.xy * 0.5 + 0.5 + vec2( mod( place.w, ${float(SIDES)} ), floor( place.w / ${float(SIDES)} ) ) ) / vec2( ${float(SIDES)}, ${float(MOMENTS)} );`,
  normal: "objectNormal = vec3( vToEye.x, 0.0, vToEye.y );",
  position: /* glsl */ `
vec2 size = vec2( ${float(PICTURE_WIDTH_M / 2)}, ${float(PICTURE_HEIGHT_M / 2)} ) * place.z;
transformed.y = ( position.y + 1.0 ) * size.y;
transformed.xz = vec2( vToEye.y, -vToEye.x ) * position.x * size.x + place.xy;`,
  pixel: {
    declarations: /* glsl */ `
uniform sampler2D look;
uniform sampler2D form;
varying vec2 vPicture;
varying vec2 vToEye;`,
    colour: /* glsl */ `
vec4 seen = texture2D( look, vPicture );
if ( seen.a < 0.5 ) discard;
vec4 shape = texture2D( form, vPicture ) / seen.a;
diffuseColor.rgb = seen.rgb / seen.a * mix( vec3( 1.0 ), vColor.rgb, shape.a );`,
    normal: /* glsl */ `
vec3 facing = shape.xyz * 2.0 - 1.0;
vec3 standing = vec3( facing.x * vToEye.y + facing.z * vToEye.x, facing.y, facing.z * vToEye.y - facing.x * vToEye.x );
normal = normalize( ( viewMatrix * vec4( standing, 0.0 ) ).xyz );`,
  },
};
