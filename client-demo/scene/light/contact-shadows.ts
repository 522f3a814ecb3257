import { Mesh, ShaderMaterial } from "three";
import { createQuads } from "./quads.ts";

/** Soft darkness where things stand, drawn in one call. */
export type ContactShadows = {
  readonly mesh: Mesh;
  /** Starts a new frame. */
  begin(): void;
  /** A rounded rectangle of shade on a horizontal surface; `strength` 0…1. */
  add(x: number, y: number, z: number, yaw: number, halfWidth: number, halfDepth: number, strength: number): void;
  end(): void;
  dispose(): void;
};

/** Width of the soft rim: most for furniture, less for what is small itself. */
const SOFTNESS_M = 0.16;
const SOFTNESS_SHARE = 0.55;

export function createContactShadows(capacity: number): ContactShadows {
  // Centre; sine and cosine of the yaw; half extents with their soft rim, strength, and the rim's width.
  const quads = createQuads({ place: 3, turn: 2, shape: 4 }, capacity);
  const one = new Float32Array(9);
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -2,
    polygonOffsetUnits: -2,
    vertexShader: /* glsl */ `
      attribute vec3 place;
      attribute vec2 turn;
      attribute vec4 shape;
      varying vec2 vPlace;
      varying vec4 vShape;
      void main() {
        vPlace = position.xy * shape.xy;
        vShape = shape;
        vec2 aside = vec2( vPlace.x * turn.y - vPlace.y * turn.x, -vPlace.x * turn.x - vPlace.y * turn.y );
        gl_Position = projectionMatrix * viewMatrix * vec4( place.x + aside.x, place.y, place.z + aside.y, 1.0 );
      }`,
    fragmentShader: /* glsl */ `
      varying vec2 vPlace;
      varying vec4 vShape;
      void main() {
        float softness = vShape.w;
        vec2 corner = abs( vPlace ) - ( vShape.xy - softness * 2.0 );
        float outside = length( max( corner, 0.0 ) ) + min( max( corner.x, corner.y ), 0.0 );
        float shade = 1.0 - smoothstep( -softness * 1.6, softness * 1.9, outside );
        gl_FragColor = vec4( 0.09, 0.065, 0.045, shade * shade * vShape.z );
      }`,
  });
  const mesh = new Mesh(quads.geometry, material);
  mesh.frustumCulled = false;
  mesh.renderOrder = 1;
  mesh.raycast = () => {};
  return {
    mesh,
    begin: quads.begin,
    add(x, y, z, yaw, halfWidth, halfDepth, strength) {
      if (strength <= 0.01) return;
      const softness = Math.min(SOFTNESS_M, Math.min(halfWidth, halfDepth) * SOFTNESS_SHARE);
      one[0] = x;
      one[1] = y + 0.006;
      one[2] = z;
      one[3] = Math.sin(yaw);
      one[4] = Math.cos(yaw);
      one[5] = halfWidth + softness;
      one[6] = halfDepth + softness;
      one[7] = strength;
      one[8] = softness;
      quads.add(one);
    },
    end() {
      mesh.visible = quads.end() > 0;
    },
    dispose() {
      quads.geometry.dispose();
      material.dispose();
    },
  };
}
