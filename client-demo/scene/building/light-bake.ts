import type { Color } from "three";
import type { Spotlight } from "../../../rooms/protocol/showroom.ts";
import {
  FRONT_GROUND_RADIANCE,
  FRONT_SKY_RADIANCE,
  ROOM_LEVEL,
  SKYLIGHT_RADIANCE,
  SUN_COLOUR,
  SUN_DIRECTION,
  SUN_LEVEL,
} from "../light/daylight.ts";
import { lampColour, lampDirection, lampLevel } from "../light/lamp-light.ts";
import { FACES } from "./block-faces.ts";
import type { Block, GalleryPlan, Surface } from "./gallery-plan.ts";
import { faceSize, type LightAtlas, type Patch } from "./light-atlas.ts";
import { hashUnit } from "./noise.ts";
import { buildSolidTree, castRay, type RayHit, type SolidTree } from "./solid-tree.ts";
import type { Solid } from "./solids.ts";

/** Reflectances that tint the light which surfaces pass on to each other; linear RGB. */
const REFLECTANCE: Readonly<Record<Surface, Rgb>> = {
  plaster: [0.82, 0.79, 0.74],
  ceiling: [0.84, 0.83, 0.8],
  plinth: [0.8, 0.78, 0.75],
  accent: [0.5, 0.24, 0.16],
  oak: [0.58, 0.48, 0.37],
  wood: [0.5, 0.36, 0.22],
  planter: [0.42, 0.38, 0.34],
  metal: [0.1, 0.1, 0.1],
  "shadow-gap": [0.04, 0.04, 0.04],
};

type Rgb = readonly [number, number, number];

const rgb = ({ r, g, b }: Color): Rgb => [r, g, b];

const BOUNCE = Object.fromEntries(
  Object.entries(REFLECTANCE).map(([surface, tint]) => [surface, tint.map((channel) => channel * ROOM_LEVEL)]),
) as unknown as Readonly<Record<Surface, Rgb>>;
const SKY = rgb(SKYLIGHT_RADIANCE);
const FRONT_SKY = rgb(FRONT_SKY_RADIANCE);
const LAND = rgb(FRONT_GROUND_RADIANCE);

export type BakeOptions = {
  readonly rays: number;
  /** Whether sunlight is part of the result, for scenes without a sun that casts shadows. */
  readonly withSun: boolean;
  /** Awaited now and then so that the page stays responsive. */
  readonly pause: () => Promise<void>;
};

const TEXELS_BETWEEN_PAUSES = 600;
const OFFSET = 0.012;
/** Less than this nobody sees. */
const DARKEST_LEVEL = 0.004;
const hit: RayHit = { index: -1, distance: Infinity };

type Lamp = {
  readonly spotlight: Spotlight;
  readonly direction: { readonly x: number; readonly y: number; readonly z: number };
  readonly colour: Rgb;
};

/** What stays the same over a whole bake, and the texel in work: where it is and which way it looks. */
type Bake = {
  readonly plan: GalleryPlan;
  readonly solids: readonly Solid[];
  readonly tree: SolidTree;
  readonly directions: Float32Array;
  readonly withSun: boolean;
  readonly lamps: readonly Lamp[];
  readonly light: Float32Array;
  readonly atlasWidth: number;
  x: number;
  y: number;
  z: number;
  nx: number;
  ny: number;
  nz: number;
};

/**
 * Computes the light that falls on every face by following rays into the room: skylight, glass front, and one bounce.
 * Returns linear RGBA, four numbers a texel; 1 is the light under which a white surface is white.
 */
export async function bakeLight(plan: GalleryPlan, atlas: LightAtlas, options: BakeOptions): Promise<Float32Array> {
  const solids = plan.blocks.map((block) => block.solid);
  const bake: Bake = {
    plan,
    solids,
    tree: buildSolidTree(solids),
    directions: hemisphere(options.rays),
    withSun: options.withSun,
    lamps: plan.lamps.map((spotlight) => ({
      spotlight,
      direction: lampDirection(spotlight),
      colour: lampColour(spotlight.kelvin),
    })),
    light: new Float32Array(atlas.width * atlas.height * 4),
    atlasWidth: atlas.width,
    x: 0,
    y: 0,
    z: 0,
    nx: 0,
    ny: 0,
    nz: 0,
  };
  let texelsSincePause = 0;
  for (const [index, block] of plan.blocks.entries()) {
    for (const [face, patch] of (atlas.patches[index] ?? []).entries())
      texelsSincePause += bakeFace(bake, block, face, patch);
    if (texelsSincePause < TEXELS_BETWEEN_PAUSES) continue;
    texelsSincePause = 0;
    await options.pause();
  }
  return bake.light;
}

/** Bakes one face and returns how many texels that took. */
function bakeFace(bake: Bake, block: Block, face: number, patch: Patch): number {
  if (isOutside(bake.plan, block, face)) return 0;
  for (let row = 0; row < patch.rows; row++) {
    for (let column = 0; column < patch.columns; column++) bakeTexel(bake, block, face, patch, column, row);
  }
  finishPatch(bake.light, bake.atlasWidth, patch);
  return patch.columns * patch.rows;
}

function bakeTexel(bake: Bake, block: Block, face: number, patch: Patch, column: number, row: number): void {
  placeProbe(bake, block, face, (column + 0.5) / patch.columns - 0.5, (row + 0.5) / patch.rows - 0.5);
  const at = ((patch.y + row) * bake.atlasWidth + patch.x + column) * 4;
  if (isCovered(bake)) return;
  gatherSky(bake, at);
  if (bake.withSun) addSun(bake, at);
  for (const lamp of bake.lamps) addLamp(bake, at, lamp);
  bake.light[at + 3] = 1;
}

function placeProbe(bake: Bake, block: Block, face: number, u: number, v: number): void {
  const frame = FACES[face];
  if (!frame) return;
  const box = block.solid;
  const [sizeU, sizeV] = faceSize(block, face);
  const lx = frame.normal[0] * (box.halfWidth + OFFSET) + frame.u[0] * u * sizeU + frame.v[0] * v * sizeV;
  const ly = frame.normal[1] * (box.halfHeight + OFFSET) + frame.u[1] * u * sizeU + frame.v[1] * v * sizeV;
  const lz = frame.normal[2] * (box.halfDepth + OFFSET) + frame.u[2] * u * sizeU + frame.v[2] * v * sizeV;
  bake.x = box.x + lx * box.cos + lz * box.sin;
  bake.y = box.y + ly;
  bake.z = box.z - lx * box.sin + lz * box.cos;
  bake.nx = frame.normal[0] * box.cos + frame.normal[2] * box.sin;
  bake.ny = frame.normal[1];
  bake.nz = -frame.normal[0] * box.sin + frame.normal[2] * box.cos;
}

/** Whether the texel lies inside another block: it is never seen and must not darken its neighbours. */
function isCovered(bake: Bake): boolean {
  for (const box of bake.solids) {
    const dx = bake.x - box.x;
    const dz = bake.z - box.z;
    if (
      Math.abs(bake.y - box.y) < box.halfHeight &&
      Math.abs(dx * box.cos - dz * box.sin) < box.halfWidth &&
      Math.abs(dx * box.sin + dz * box.cos) < box.halfDepth
    )
      return true;
  }
  return false;
}

/** Faces that nobody inside can see keep the atlas's black: the outsides of the shell. */
function isOutside(plan: GalleryPlan, block: Block, face: number): boolean {
  if (block.surface === "oak") return face !== 2;
  const box = block.solid;
  const frame = FACES[face];
  if (!frame) return true;
  const reach = frame.normal[0] * box.halfWidth + frame.normal[2] * box.halfDepth;
  const nx = frame.normal[0] * box.cos + frame.normal[2] * box.sin;
  const nz = -frame.normal[0] * box.sin + frame.normal[2] * box.cos;
  const x = box.x + nx * Math.abs(reach);
  const z = box.z + nz * Math.abs(reach);
  if (nx * Math.sign(x) > 0.5 && Math.abs(x) > plan.width / 2 - 0.01) return true;
  if (nz * Math.sign(z) > 0.5 && Math.abs(z) > plan.depth / 2 - 0.01) return true;
  return frame.normal[1] > 0 && box.y > plan.height;
}

function gatherSky(bake: Bake, at: number): void {
  const { directions, light, nx, ny, nz } = bake;
  // A frame around the normal; any one does, because the directions are turned anew for every texel.
  const flat = Math.abs(ny) > 0.9;
  const tx = flat ? 1 : nz;
  const ty = 0;
  const tz = flat ? 0 : -nx;
  const bx = ny * tz - nz * ty;
  const by = nz * tx - nx * tz;
  const bz = nx * ty - ny * tx;
  const turn = turnOf(bake.x, bake.y, bake.z);
  const cos = Math.cos(turn);
  const sin = Math.sin(turn);
  const rays = directions.length / 3;
  let r = 0;
  let g = 0;
  let b = 0;
  for (let ray = 0; ray < rays; ray++) {
    const p = directions[ray * 3] ?? 0;
    const q = directions[ray * 3 + 1] ?? 0;
    const up = directions[ray * 3 + 2] ?? 0;
    const s = p * cos - q * sin;
    const t = p * sin + q * cos;
    const dx = tx * s + bx * t + nx * up;
    const dy = ty * s + by * t + ny * up;
    const dz = tz * s + bz * t + nz * up;
    const found = radianceAlong(bake, dx, dy, dz);
    r += found[0];
    g += found[1];
    b += found[2];
  }
  light[at] = r / rays;
  light[at + 1] = g / rays;
  light[at + 2] = b / rays;
}

/** What a ray sees: the sky, the land, or a surface of the room at the room's mean brightness. */
function radianceAlong(bake: Bake, dx: number, dy: number, dz: number): Rgb {
  castRay(bake.tree, bake.solids, bake.x, bake.y, bake.z, dx, dy, dz, false, hit);
  const block = bake.plan.blocks[hit.index];
  if (block) return BOUNCE[block.surface];
  if (dy < 0) return LAND;
  return leavesThroughRoof(bake, dx, dy, dz) ? SKY : FRONT_SKY;
}

function leavesThroughRoof(bake: Bake, dx: number, dy: number, dz: number): boolean {
  const rise = (bake.plan.height - bake.y) / dy;
  return (
    Math.abs(bake.x + dx * rise) < bake.plan.skylight.halfWidth + 0.2 &&
    Math.abs(bake.z + dz * rise) < bake.plan.skylight.halfDepth + 0.2
  );
}

const SUN_JITTER = [-0.014, 0, 0.014] as const;

/** Nine rays towards a slightly swollen sun give the edge of a patch its penumbra. */
function addSun(bake: Bake, at: number): void {
  const facing = bake.nx * SUN_DIRECTION.x + bake.ny * SUN_DIRECTION.y + bake.nz * SUN_DIRECTION.z;
  if (facing <= 0) return;
  let free = 0;
  for (const jx of SUN_JITTER) {
    for (const jz of SUN_JITTER) {
      const dx = SUN_DIRECTION.x + jx;
      const dz = SUN_DIRECTION.z + jz;
      castRay(bake.tree, bake.solids, bake.x, bake.y, bake.z, dx, SUN_DIRECTION.y, dz, true, hit);
      if (hit.index < 0) free++;
    }
  }
  const level = (free / 9) * facing * SUN_LEVEL;
  bake.light[at] = (bake.light[at] ?? 0) + SUN_COLOUR.r * level;
  bake.light[at + 1] = (bake.light[at + 1] ?? 0) + SUN_COLOUR.g * level;
  bake.light[at + 2] = (bake.light[at + 2] ?? 0) + SUN_COLOUR.b * level;
}

/** Light of a spotlight that reaches the texel: one ray, because a lamp is small. */
function addLamp(bake: Bake, at: number, { spotlight, direction, colour }: Lamp): void {
  const dx = spotlight.x - bake.x;
  const dy = spotlight.y - bake.y;
  const dz = spotlight.z - bake.z;
  const distance = Math.hypot(dx, dy, dz);
  const facing = (bake.nx * dx + bake.ny * dy + bake.nz * dz) / distance;
  if (!(facing > 0)) return;
  const cosine = -(dx * direction.x + dy * direction.y + dz * direction.z) / distance;
  const level = lampLevel(spotlight, distance, cosine) * facing;
  if (level < DARKEST_LEVEL) return;
  castRay(bake.tree, bake.solids, bake.x, bake.y, bake.z, dx / distance, dy / distance, dz / distance, false, hit);
  if (hit.index >= 0 && hit.distance < distance) return;
  for (const [channel, tint] of colour.entries()) {
    bake.light[at + channel] = (bake.light[at + channel] ?? 0) + tint * level;
  }
}

/** Cosine-weighted directions around +z, evenly spread (Vogel's spiral on the disc, lifted to the hemisphere). */
function hemisphere(rays: number): Float32Array {
  const directions = new Float32Array(rays * 3);
  for (let ray = 0; ray < rays; ray++) {
    const radius = Math.sqrt((ray + 0.5) / rays);
    const angle = ray * 2.399963;
    directions.set([radius * Math.cos(angle), radius * Math.sin(angle), Math.sqrt(1 - radius * radius)], ray * 3);
  }
  return directions;
}

/** A turn that differs from texel to texel, so that few rays give fine noise instead of bands. */
function turnOf(x: number, y: number, z: number): number {
  return hashUnit(Math.round(x * 97), Math.round(z * 89), Math.round(y * 83)) * Math.PI * 2;
}

/** Smooths a patch, fills the texels that were covered, and repeats its rim into the margin. */
function finishPatch(light: Float32Array, width: number, patch: Patch): void {
  for (let pass = 0; pass < 3; pass++) smooth(light, width, patch);
  for (let row = -1; row <= patch.rows; row++) {
    for (let column = -1; column <= patch.columns; column++) {
      const fromRow = Math.min(patch.rows - 1, Math.max(0, row));
      const fromColumn = Math.min(patch.columns - 1, Math.max(0, column));
      if (fromRow === row && fromColumn === column) continue;
      const from = ((patch.y + fromRow) * width + patch.x + fromColumn) * 4;
      light.copyWithin(((patch.y + row) * width + patch.x + column) * 4, from, from + 4);
    }
  }
}

/** A 3 × 3 mean over the texels that have light; the alpha channel says which do. */
function smooth(light: Float32Array, width: number, patch: Patch): void {
  const { columns, rows } = patch;
  const copy = new Float32Array(columns * rows * 4);
  for (let row = 0; row < rows; row++) {
    const start = ((patch.y + row) * width + patch.x) * 4;
    copy.set(light.subarray(start, start + columns * 4), row * columns * 4);
  }
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      writeMean(copy, columns, rows, column, row, light, ((patch.y + row) * width + patch.x + column) * 4);
    }
  }
}

function writeMean(
  copy: Float32Array,
  columns: number,
  rows: number,
  column: number,
  row: number,
  light: Float32Array,
  at: number,
): void {
  let weight = 0;
  let r = 0;
  let g = 0;
  let b = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y++) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x++) {
      const from = (y * columns + x) * 4;
      const has = copy[from + 3] ?? 0;
      weight += has;
      r += (copy[from] ?? 0) * has;
      g += (copy[from + 1] ?? 0) * has;
      b += (copy[from + 2] ?? 0) * has;
    }
  }
  if (weight === 0) return;
  light[at] = r / weight;
  light[at + 1] = g / weight;
  light[at + 2] = b / weight;
  light[at + 3] = 1;
}
