import { type Material, MeshLambertMaterial, MeshStandardMaterial } from "three";

/*
 * What avatars are made of. Per vertex: `color` and `fabric` (how much of the visitor's colour, how rough). Who is there
 * fades by leaving out pixels: presence 0…1 is the share that is drawn, and 1…2 draws just the pixels that 0…1 leaves out,
 * so that one shape can turn into another without a gap or a seam.
 */

/** How a kind of body is coloured and put in its place: GLSL for the places that three's shaders leave open. */
export type BodyShader = {
  readonly name: string;
  readonly declarations: string;
  /** Expressions: the colour, the presence and the roughness of a vertex. */
  readonly colour: string;
  readonly presence: string;
  readonly roughness: string;
  /** Statements: what is worked out first, then changes to `objectNormal` and to `transformed`. */
  readonly prepare: string;
  readonly normal: string;
  readonly position: string;
  /** The same for a pixel: declarations, and changes to `diffuseColor` and to `normal`. */
  readonly pixel?: { readonly declarations: string; readonly colour: string; readonly normal: string };
};

/** Cloth takes the visitor's colour by its `fabric`. */
export const dyed = (dye: string) => `color * mix( vec3( 1.0 ), ${dye}, fabric.x )`;

/** The avatar's parts: three's instances, with `life` (presence, and how the hem swings: along z, and wider). */
export const PARTS_SHADER: BodyShader = {
  name: "parts",
  declarations: "attribute vec2 fabric;\nattribute vec3 life;",
  colour: dyed("instanceColor.rgb"),
  presence: "life.x",
  roughness: "fabric.y",
  prepare: "",
  normal: "",
  // The hem follows the legs: least at the chest, most at the floor.
  position: /* glsl */ `
float hem = clamp( 1.0 - transformed.y / 0.95, 0.0, 1.0 );
hem *= hem;
transformed.z = transformed.z * ( 1.0 + life.z * hem ) + life.y * hem;`,
};

/** Interleaved gradient noise (Jimenez 2014) decides which pixels of a fading avatar are there; it needs no sorting. */
const FRAGMENT_FADE = /* glsl */ `
float grain = fract( 52.9829189 * fract( dot( gl_FragCoord.xy, vec2( 0.06711056, 0.00583715 ) ) ) );
if ( vPresence < grain || vPresence - 1.0 > grain ) discard;
#include <logdepthbuf_fragment>`;

/** Wool catches light at its edge. */
const FRAGMENT_SHEEN = /* glsl */ `
float rim = 1.0 - saturate( dot( normal, normalize( vViewPosition ) ) );
outgoingLight += diffuseColor.rgb * rim * rim * rim * vRoughness * 0.34;
#include <opaque_fragment>`;

const VARYINGS = "#include <common>\nvarying float vPresence;\nvarying float vRoughness;";

/** `isPlain` for machines that compute every pixel by themselves. */
export function createAvatarMaterial(
  isPlain: boolean,
  body: BodyShader,
  uniforms: Readonly<Record<string, { value: unknown }>> = {},
): Material {
  const material = isPlain
    ? new MeshLambertMaterial({ vertexColors: true })
    : new MeshStandardMaterial({ vertexColors: true, roughness: 1, envMapIntensity: 1 });
  const pixel = body.pixel ?? { declarations: "", colour: "", normal: "" };
  material.onBeforeCompile = (shader) => {
    Object.assign(shader.uniforms, uniforms);
    const look = `vColor = vec4( ${body.colour}, 1.0 );\nvPresence = ${body.presence};\nvRoughness = ${body.roughness};`;
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", `${VARYINGS}\n${body.declarations}`)
      .replace("#include <color_vertex>", look)
      .replace("#include <beginnormal_vertex>", `${body.prepare}\n#include <beginnormal_vertex>\n${body.normal}`)
      .replace("#include <begin_vertex>", `#include <begin_vertex>\n${body.position}`);
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", `${VARYINGS}\n${pixel.declarations}`)
      .replace("#include <logdepthbuf_fragment>", FRAGMENT_FADE)
      .replace("#include <color_fragment>", `#include <color_fragment>\n${pixel.colour}`)
      .replace("#include <normal_fragment_begin>", `#include <normal_fragment_begin>\n${pixel.normal}`)
      .replace("#include <roughnessmap_fragment>", "float roughnessFactor = vRoughness;");
    if (isPlain) return;
    shader.fragmentShader = shader.fragmentShader.replace("#include <opaque_fragment>", FRAGMENT_SHEEN);
  };
  material.customProgramCacheKey = () => `avatar-${body.name}-${isPlain ? "plain" : "lit"}`;
  return material;
}
