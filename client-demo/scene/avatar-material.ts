import { type Material, MeshLambertMaterial, MeshStandardMaterial } from "three";

/*
 * One material dresses all parts of all avatars. Per vertex: `color` and `fabric` (how much of the visitor's colour, how
 * rough). Per instance: the visitor's colour and `life` (presence 0…1, and how the hem swings: along z, and wider).
 */

const VERTEX_HEAD = /* glsl */ `#include <common>
attribute vec2 fabric;
attribute vec3 life;
varying float vPresence;
varying float vRoughness;`;

const VERTEX_COLOUR = /* glsl */ `
vColor = vec4( color, 1.0 );
#ifdef USE_INSTANCING_COLOR
  vColor.rgb *= mix( vec3( 1.0 ), instanceColor.rgb, fabric.x );
#endif
vPresence = life.x;
vRoughness = fabric.y;`;

/** The hem follows the legs: least at the chest, most at the floor. */
const VERTEX_HEM = /* glsl */ `#include <begin_vertex>
float hem = clamp( 1.0 - transformed.y / 0.95, 0.0, 1.0 );
hem *= hem;
transformed.z = transformed.z * ( 1.0 + life.z * hem ) + life.y * hem;`;

/** Interleaved gradient noise (Jimenez 2014) decides which pixels of a fading avatar are there; it needs no sorting. */
const FRAGMENT_FADE = /* glsl */ `
if ( vPresence < fract( 52.9829189 * fract( dot( gl_FragCoord.xy, vec2( 0.06711056, 0.00583715 ) ) ) ) ) discard;
#include <logdepthbuf_fragment>`;

/** Wool catches light at its edge. */
const FRAGMENT_SHEEN = /* glsl */ `
float rim = 1.0 - saturate( dot( normal, normalize( vViewPosition ) ) );
outgoingLight += diffuseColor.rgb * rim * rim * rim * vRoughness * 0.34;
#include <opaque_fragment>`;

/** `isPlain` for machines that compute every pixel by themselves. */
export function createAvatarMaterial(isPlain: boolean): Material {
  const material = isPlain
    ? new MeshLambertMaterial({ vertexColors: true })
    : new MeshStandardMaterial({ vertexColors: true, roughness: 1, envMapIntensity: 1 });
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", VERTEX_HEAD)
      .replace("#include <color_vertex>", VERTEX_COLOUR)
      .replace("#include <begin_vertex>", VERTEX_HEM);
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying float vPresence;\nvarying float vRoughness;")
      .replace("#include <logdepthbuf_fragment>", FRAGMENT_FADE)
      .replace("#include <roughnessmap_fragment>", "float roughnessFactor = vRoughness;");
    if (isPlain) return;
    shader.fragmentShader = shader.fragmentShader.replace("#include <opaque_fragment>", FRAGMENT_SHEEN);
  };
  material.customProgramCacheKey = () => (isPlain ? "avatar-plain" : "avatar");
  return material;
}
