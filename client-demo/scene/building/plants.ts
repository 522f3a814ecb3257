import { BufferGeometry, Color, DoubleSide, Float32BufferAttribute, Group, Mesh, MeshStandardMaterial } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Fixture } from "../../../rooms/protocol/showroom.ts";
import { createSequence } from "./noise.ts";

const LEAF_SEGMENTS = 12;
const STEM = new Color("#6E8A4A");
const LEAF_DARK = new Color("#234527");
const LEAF_LIGHT = new Color("#4F7A40");
const SOIL = new Color("#4A3B2E");

/** Greenery and soil for all planters as one mesh; broad paddle leaves on arching stems, tall in the middle. */
export function createPlants(planters: readonly Fixture[]): { readonly group: Group; dispose(): void } {
  const group = new Group();
  const parts = planters.flatMap((planter, index) => buildPlanter(planter, index));
  const merged = parts.length > 0 ? mergeGeometries(parts) : null;
  const material = new MeshStandardMaterial({
    vertexColors: true,
    roughness: 0.55,
    side: DoubleSide,
    envMapIntensity: 0.8,
  });
  if (merged) {
    const mesh = new Mesh(merged, material);
    mesh.castShadow = true;
    mesh.receiveShadow = true;
    group.add(mesh);
  }
  return {
    group,
    dispose() {
      merged?.dispose();
      material.dispose();
    },
  };
}

function buildPlanter(planter: Fixture, seed: number): BufferGeometry[] {
  const random = createSequence(seed * 31 + 7);
  const long = Math.max(planter.width, planter.depth);
  const clumps = Math.max(1, Math.round(long / 0.7));
  const leaves = Array.from({ length: clumps }, (_, clump) => {
    const along = ((clump + 0.5) / clumps - 0.5) * (long - 0.2);
    const tall = 0.9 + random() * 0.6;
    return buildClump(
      random,
      planter.width >= planter.depth ? along : 0,
      planter.width >= planter.depth ? 0 : along,
      tall,
    );
  }).flat();
  const parts = [...leaves, buildSoil(planter.width - 0.1, planter.depth - 0.1)];
  for (const part of parts) part.rotateY(planter.yaw).translate(planter.x, planter.height, planter.z);
  return parts;
}

function buildClump(random: () => number, x: number, z: number, tall: number): BufferGeometry[] {
  return Array.from({ length: 19 }, (_, leaf) => {
    const outer = leaf / 19;
    return buildLeaf({
      height: tall * (1.15 - outer * 0.75) * (0.85 + random() * 0.3),
      reach: 0.12 + outer * 0.42 + random() * 0.1,
      width: 0.075 + random() * 0.045,
      droop: 0.12 + outer * 0.3,
      light: random(),
    })
      .rotateY(leaf * 2.4 + random() * 0.5)
      .translate(x, 0, z);
  });
}

type Leaf = {
  readonly height: number;
  readonly reach: number;
  readonly width: number;
  readonly droop: number;
  readonly light: number;
};

/** A stem that opens into a blade; the midrib follows an arc and the blade is folded a little along it. */
function buildLeaf({ height, reach, width, droop, light }: Leaf): BufferGeometry {
  const positions: number[] = [];
  const colours: number[] = [];
  const index: number[] = [];
  const tint = new Color();
  for (let segment = 0; segment <= LEAF_SEGMENTS; segment++) {
    const t = segment / LEAF_SEGMENTS;
    const bladeT = Math.max(0, (t - 0.35) / 0.65);
    const half = t < 0.36 ? 0.008 : width * Math.sin(Math.PI * Math.min(1, 0.06 + bladeT * 0.94)) ** 0.75;
    const x = reach * t ** 1.6 * 1.6;
    const y = height * Math.sin(t * (Math.PI / 2) * 1.08) - droop * Math.max(0, t - 0.45) ** 2 * 1.8;
    const fold = half * 0.28;
    positions.push(x, y + fold, -half, x, y, 0, x, y + fold, half);
    tint.lerpColors(LEAF_DARK, LEAF_LIGHT, 0.25 + light * 0.5 + t * 0.2);
    if (t < 0.36) tint.lerp(STEM, 0.7);
    for (const side of [0.9, 1.15, 0.9]) colours.push(tint.r * side, tint.g * side, tint.b * side);
    const a = segment * 3;
    if (segment < LEAF_SEGMENTS)
      index.push(a, a + 1, a + 3, a + 1, a + 4, a + 3, a + 1, a + 2, a + 4, a + 2, a + 5, a + 4);
  }
  return finish(positions, colours, index);
}

function buildSoil(width: number, depth: number): BufferGeometry {
  const [w, d] = [width / 2, depth / 2];
  const positions = [-w, 0.008, -d, w, 0.008, -d, -w, 0.008, d, w, 0.008, d];
  const colours = Array.from({ length: 4 }, () => SOIL.toArray()).flat();
  return finish(positions, colours, [0, 2, 1, 1, 2, 3]);
}

function finish(positions: number[], colours: number[], index: number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(colours, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}
