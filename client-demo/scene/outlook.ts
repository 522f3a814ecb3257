import {
  BackSide,
  BufferGeometry,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  IcosahedronGeometry,
  InstancedMesh,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Quaternion,
  SphereGeometry,
  Vector3,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import { SUN_DIRECTION } from "./daylight.ts";
import { createSequence, tilingNoise } from "./noise.ts";

const ZENITH = new Color("#A9CBE8");
const HAZE = new Color("#F4F2EA");
const TERRACE = new Color("#D8D0C2");
const MEADOW = new Color("#A9B884");
const HILLS = [
  { radius: 62, rise: 5.5, colour: new Color("#93A97C") },
  { radius: 105, rise: 13, colour: new Color("#A3B69A") },
  { radius: 165, rise: 25, colour: new Color("#BCC9C0") },
] as const;
const TREES = 34;
/** Height of the middle of a crown. */
const CROWN_M = 3;
const crown = new Vector3();

/** The view out: terrace, meadow, trees and three lines of hills under a clear morning sky. Needs no lights. */
export function createOutlook(width: number, depth: number): { readonly group: Group; dispose(): void } {
  const group = new Group();
  group.add(createSky(), createGround(width, depth), createHills(), createTrees(Math.hypot(width, depth) / 2));
  group.traverse((object) => {
    object.matrixAutoUpdate = false;
  });
  return {
    group,
    dispose() {
      group.traverse((object) => {
        if (!(object instanceof Mesh)) return;
        object.geometry.dispose();
        object.material.dispose();
      });
    },
  };
}

const shade = new Color();

function createSky(): Mesh {
  const geometry = new SphereGeometry(240, 32, 20);
  const position = geometry.getAttribute("position");
  const colours = new Float32Array(position.count * 3);
  for (let index = 0; index < position.count; index++) {
    const height = Math.max(0, position.getY(index) / 240);
    shade.lerpColors(HAZE, ZENITH, 1 - (1 - height) ** 3);
    shade.toArray(colours, index * 3);
  }
  geometry.setAttribute("color", new Float32BufferAttribute(colours, 3));
  const mesh = new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: BackSide, depthWrite: false }));
  mesh.material.color.setScalar(1.18);
  mesh.renderOrder = -10;
  return mesh;
}

/** A stone terrace that turns to meadow a few metres from the house. */
function createGround(width: number, depth: number): Mesh {
  const mesh = new Mesh(buildRings(Math.hypot(width, depth) / 2), new MeshBasicMaterial({ vertexColors: true }));
  mesh.position.y = -0.2;
  mesh.updateMatrix();
  return mesh;
}

function buildRings(inner: number): BufferGeometry {
  const radii = [0, inner + 3.2, inner + 3.25, inner + 12, 60, 230];
  const colours = [TERRACE, TERRACE, MEADOW, MEADOW.clone().multiplyScalar(0.95), MEADOW.clone().lerp(HAZE, 0.2), HAZE];
  const sides = 48;
  const positions: number[] = [];
  const tints: number[] = [];
  const index: number[] = [];
  for (const [ring, radius] of radii.entries()) {
    for (let side = 0; side <= sides; side++) {
      const angle = (side / sides) * Math.PI * 2;
      positions.push(Math.cos(angle) * radius, 0, Math.sin(angle) * radius);
      tints.push(...(colours[ring] ?? MEADOW).toArray());
      if (ring === 0 || side === sides) continue;
      const a = (ring - 1) * (sides + 1) + side;
      const b = ring * (sides + 1) + side;
      index.push(a, a + 1, b, b, a + 1, b + 1);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(tints, 3));
  geometry.setIndex(index);
  return geometry;
}

/** Each line of hills is a strip whose foot fades into haze. */
function createHills(): Mesh {
  const geometry = mergeGeometries(HILLS.map((hill, line) => buildHills(hill, line)));
  return new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: DoubleSide }));
}

function buildHills({ radius, rise, colour }: (typeof HILLS)[number], line: number): BufferGeometry {
  const steps = 144;
  const positions: number[] = [];
  const tints: number[] = [];
  const index: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const angle = t * Math.PI * 2;
    const height =
      rise * (0.3 + 0.75 * tilingNoise(t * 9, 0.5, 9, line) + 0.22 * tilingNoise(t * 36, 0.5, 36, line + 7));
    for (const y of [-1, height]) {
      positions.push(Math.cos(angle) * radius, y, Math.sin(angle) * radius);
      shade.lerpColors(colour, HAZE, y < 0 ? 0.45 : 0.12 + line * 0.08).toArray(tints, tints.length);
    }
    const a = step * 2;
    if (step < steps) index.push(a, a + 2, a + 1, a + 1, a + 2, a + 3);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(tints, 3));
  geometry.setIndex(index);
  return geometry;
}

function createTrees(inner: number): InstancedMesh {
  const random = createSequence(20);
  const mesh = new InstancedMesh(buildTree(), new MeshBasicMaterial({ vertexColors: true }), TREES);
  const matrix = new Matrix4();
  const turn = new Quaternion();
  const up = new Vector3(0, 1, 0);
  for (let tree = 0; tree < TREES; tree++) {
    const radius = inner + 9 + random() ** 1.4 * 44;
    const angle = random() * Math.PI * 2;
    const size = 0.8 + random() * 0.9;
    matrix.compose(
      new Vector3(Math.cos(angle) * radius, -0.2, Math.sin(angle) * radius),
      turn.setFromAxisAngle(up, random() * 6),
      new Vector3(size, size * (0.9 + random() * 0.5), size),
    );
    mesh.setMatrixAt(tree, matrix);
    mesh.setColorAt(tree, shade.setHSL(0.2 + random() * 0.08, 0.24 + random() * 0.12, 0.84 + random() * 0.12));
  }
  mesh.computeBoundingSphere();
  return mesh;
}

/** A trunk and a crown of overlapping clumps, sunlit from the same side as everything else. */
function buildTree(): BufferGeometry {
  const random = createSequence(4);
  const parts: BufferGeometry[] = [];
  for (let clump = 0; clump < 14; clump++) {
    const part = new IcosahedronGeometry(0.42 + random() * 0.36, 1);
    const angle = clump * 2.4;
    const spread = 0.25 + random() * 0.75;
    part.translate(Math.cos(angle) * spread, 2.1 + random() * 2, Math.sin(angle) * spread);
    parts.push(part);
  }
  const trunk = new IcosahedronGeometry(1, 1).scale(0.12, 1.3, 0.12).translate(0, 1, 0);
  parts.push(trunk);
  const geometry = mergeGeometries(parts);
  const normal = geometry.getAttribute("normal");
  const position = geometry.getAttribute("position");
  const colours = new Float32Array(position.count * 3);
  const leaf = new Color("#93A677");
  const dark = new Color("#62755A");
  for (let index = 0; index < position.count; index++) {
    // Lit as one crown rather than as single balls: half by the clump's own normal, half by the way out from the middle.
    crown.set(position.getX(index), position.getY(index) - CROWN_M, position.getZ(index)).normalize();
    const own =
      normal.getX(index) * SUN_DIRECTION.x +
      normal.getY(index) * SUN_DIRECTION.y +
      normal.getZ(index) * SUN_DIRECTION.z;
    const facing = own * 0.35 + crown.dot(SUN_DIRECTION) * 0.65;
    const depth = Math.min(1, Math.max(0, (position.getY(index) - 1.4) / 2.6));
    shade.lerpColors(dark, leaf, Math.min(1, Math.max(0, facing * 0.5 + 0.3 + depth * 0.25)));
    shade.toArray(colours, index * 3);
  }
  geometry.setAttribute("color", new Float32BufferAttribute(colours, 3));
  return geometry;
}
