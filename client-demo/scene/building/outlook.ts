import {
  BackSide,
  BufferGeometry,
  Color,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Mesh,
  MeshBasicMaterial,
  SphereGeometry,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import { tilingNoise } from "./noise.ts";

const ZENITH = new Color("#A9CBE8");
const HAZE = new Color("#F4F2EA");
const TERRACE = new Color("#D8D0C2");
const MEADOW = new Color("#A9B884");
const KERB = new Color("#E9E3D8");
const GRASS_SHADE = new Color("#7E8C62");
const MEADOW_NEAR = new Color("#A3B07E");
const MEADOW_FAR = new Color("#BCC79E");
const HILLS = [
  { radius: 70, rise: 5, woods: 1.5, colour: new Color("#8DA378") },
  { radius: 110, rise: 12.5, woods: 1.9, colour: new Color("#93A98C") },
  { radius: 150, rise: 20, woods: 1.4, colour: new Color("#A5B8AC") },
  { radius: 205, rise: 34, woods: 0, colour: new Color("#B5C5C6") },
] as const;

/** The view out: terrace, meadow and wooded hills that fade into a clear morning sky. Needs no lights. */
export function createOutlook(width: number, depth: number): { readonly group: Group; dispose(): void } {
  const group = new Group();
  group.add(createSky(), createGround(width, depth), createHills());
  group.traverse((object) => {
    object.matrixAutoUpdate = false;
    // Last of all solid things: most of it is behind the room's walls and is then never drawn.
    object.renderOrder = 2;
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
  return mesh;
}

/** A stone terrace that turns to meadow a few metres from the house. */
function createGround(width: number, depth: number): Mesh {
  const mesh = new Mesh(buildRings(Math.hypot(width, depth) / 2), new MeshBasicMaterial({ vertexColors: true }));
  mesh.position.y = -0.2;
  mesh.updateMatrix();
  return mesh;
}

/** Terrace, its kerb of lighter stone, the shade below it, and the meadow out to the haze. */
function buildRings(inner: number): BufferGeometry {
  const edge = inner + 3.4;
  const rings: readonly (readonly [radius: number, height: number, colour: Color])[] = [
    [0, 0, TERRACE],
    [edge, 0, TERRACE],
    [edge, 0.16, KERB],
    [edge + 0.42, 0.16, KERB],
    [edge + 0.42, -0.3, GRASS_SHADE],
    [edge + 1.6, -0.32, MEADOW_NEAR],
    [edge + 14, -0.2, MEADOW],
    [52, 0.2, MEADOW_FAR],
    [230, 0.5, HAZE],
  ];
  const sides = 64;
  const positions: number[] = [];
  const tints: number[] = [];
  const index: number[] = [];
  for (const [ring, [radius, height, colour]] of rings.entries()) {
    for (let side = 0; side <= sides; side++) {
      const angle = (side / sides) * Math.PI * 2;
      positions.push(Math.cos(angle) * radius, height, Math.sin(angle) * radius);
      tints.push(colour.r, colour.g, colour.b);
      if (ring === 0 || side === sides) continue;
      const a = (ring - 1) * (sides + 1) + side;
      const b = ring * (sides + 1) + side;
      index.push(a, a + 1, b, b, a + 1, b + 1);
    }
  }
  return finish(positions, tints, index);
}

function finish(positions: number[], tints: number[], index: number[]): BufferGeometry {
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setAttribute("color", new Float32BufferAttribute(tints, 3));
  geometry.setIndex(index);
  return geometry;
}

/** Lines of hills, each a strip whose foot fades into haze; woods roughen the nearer crests. */
function createHills(): Mesh {
  const geometry = mergeGeometries(HILLS.map((hill, line) => buildHills(hill, line)));
  return new Mesh(geometry, new MeshBasicMaterial({ vertexColors: true, side: DoubleSide }));
}

function buildHills({ radius, rise, woods, colour }: (typeof HILLS)[number], line: number): BufferGeometry {
  const steps = 420;
  const positions: number[] = [];
  const tints: number[] = [];
  const index: number[] = [];
  for (let step = 0; step <= steps; step++) {
    const t = step / steps;
    const angle = t * Math.PI * 2;
    const swell = 0.28 + 0.72 * tilingNoise(t * 8, 0.5, 8, line) + 0.16 * tilingNoise(t * 26, 0.5, 26, line + 7);
    const grove = Math.max(0, tilingNoise(t * 18, 0.5, 18, line + 20) - 0.42) * 2;
    const leaves = 0.55 + 0.45 * tilingNoise(t * 180, 0.5, 180, line + 40);
    const crest = rise * swell;
    const wooded = woods * grove * leaves;
    // Foot in haze, meadow below the crest, the crest, and the tops of the trees on it.
    const levels = [-1, crest * 0.55, crest, crest + wooded];
    for (const [level, y] of levels.entries()) {
      positions.push(Math.cos(angle) * radius, y, Math.sin(angle) * radius);
      const haze = (0.62 - level * 0.17) * (0.7 + line * 0.14);
      shade.lerpColors(colour, HAZE, Math.min(0.9, Math.max(0.05, haze)));
      if (level >= 2) shade.multiplyScalar(1 - 0.16 * Math.min(1, grove) * (1 - line * 0.25));
      tints.push(shade.r, shade.g, shade.b);
    }
    const a = step * 4;
    if (step === steps) continue;
    for (const row of [a, a + 1, a + 2]) index.push(row, row + 4, row + 1, row + 1, row + 4, row + 5);
  }
  return finish(positions, tints, index);
}
