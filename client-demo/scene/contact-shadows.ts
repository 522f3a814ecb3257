import {
  DynamicDrawUsage,
  InstancedBufferAttribute,
  InstancedMesh,
  Matrix4,
  PlaneGeometry,
  Quaternion,
  ShaderMaterial,
  Vector3,
} from "three";

/** Soft darkness where things stand, drawn in one call. */
export type ContactShadows = {
  readonly mesh: InstancedMesh;
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
const UP = new Vector3(0, 1, 0);
const matrix = new Matrix4();
const position = new Vector3();
const turn = new Quaternion();
const size = new Vector3();

export function createContactShadows(capacity: number): ContactShadows {
  const geometry = new PlaneGeometry(2, 2).rotateX(-Math.PI / 2);
  // Half extents with their soft rim, strength, and the rim's width.
  const shape = new InstancedBufferAttribute(new Float32Array(capacity * 4), 4).setUsage(DynamicDrawUsage);
  geometry.setAttribute("shape", shape);
  const material = new ShaderMaterial({
    transparent: true,
    depthWrite: false,
    polygonOffset: true,
    polygonOffsetFactor: -2,
    polygonOffsetUnits: -2,
    vertexShader: /* glsl */ `
      attribute vec4 shape;
      varying vec2 vPlace;
      varying vec4 vShape;
      void main() {
        vPlace = position.xz * shape.xy;
        vShape = shape;
        gl_Position = projectionMatrix * viewMatrix * modelMatrix * instanceMatrix * vec4( position, 1.0 );
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
  const mesh = new InstancedMesh(geometry, material, capacity);
  mesh.instanceMatrix.setUsage(DynamicDrawUsage);
  mesh.frustumCulled = false;
  mesh.renderOrder = 1;
  mesh.raycast = () => {};
  let count = 0;
  return {
    mesh,
    begin() {
      count = 0;
    },
    add(x, y, z, yaw, halfWidth, halfDepth, strength) {
      if (count >= capacity || strength <= 0.01) return;
      const softness = Math.min(SOFTNESS_M, Math.min(halfWidth, halfDepth) * SOFTNESS_SHARE);
      const width = halfWidth + softness;
      const depth = halfDepth + softness;
      matrix.compose(position.set(x, y + 0.006, z), turn.setFromAxisAngle(UP, yaw), size.set(width, 1, depth));
      mesh.setMatrixAt(count, matrix);
      shape.setXYZW(count, width, depth, strength, softness);
      count++;
    },
    end() {
      mesh.count = count;
      mesh.instanceMatrix.needsUpdate = true;
      shape.needsUpdate = true;
    },
    dispose() {
      geometry.dispose();
      material.dispose();
      mesh.dispose();
    },
  };
}
