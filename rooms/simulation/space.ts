import { AVATAR_RADIUS_M } from "../protocol/limits.ts";
import type { ShowroomLayout } from "../protocol/showroom.ts";

/** An upright box on the floor that nobody walks through. `cos` and `sin` belong to its yaw. */
export type Block = {
  readonly x: number;
  readonly z: number;
  readonly halfWidth: number;
  readonly halfDepth: number;
  readonly cos: number;
  readonly sin: number;
};

/** Where avatars can be: a rectangle around the origin less the blocks. Metres. */
export type Space = { readonly halfWidth: number; readonly halfDepth: number; readonly blocks: readonly Block[] };

export type Point = { x: number; z: number };

const EPSILON_M = 1e-6;
const PUSH_ROUNDS = 4;

/** The walkable space of a layout: its walls and fixtures as blocks. */
export function spaceOf(layout: ShowroomLayout): Space {
  const walls = layout.walls.map(({ from, to, thickness }) => {
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    const yaw = Math.atan2(-(to[1] - from[1]), to[0] - from[0]);
    return block((from[0] + to[0]) / 2, (from[1] + to[1]) / 2, length, thickness, yaw);
  });
  const fixtures = layout.fixtures.map(({ x, z, width, depth, yaw }) => block(x, z, width, depth, yaw));
  return { halfWidth: layout.width / 2, halfDepth: layout.depth / 2, blocks: [...walls, ...fixtures] };
}

function block(x: number, z: number, width: number, depth: number, yaw: number): Block {
  return { x, z, halfWidth: width / 2, halfDepth: depth / 2, cos: Math.cos(yaw), sin: Math.sin(yaw) };
}

/** Whether an avatar can stand there: inside the bounds, its radius clear of every block (to a micrometre). */
export function isFree(space: Space, at: Point): boolean {
  if (Math.abs(at.x) > space.halfWidth - AVATAR_RADIUS_M + EPSILON_M) return false;
  if (Math.abs(at.z) > space.halfDepth - AVATAR_RADIUS_M + EPSILON_M) return false;
  return space.blocks.every((each) => clearance(each, at) >= AVATAR_RADIUS_M - EPSILON_M);
}

/** Distance from a point to a block's edge; 0 inside it. */
export function clearance(each: Block, at: Point): number {
  const dx = at.x - each.x;
  const dz = at.z - each.z;
  const outX = Math.abs(dx * each.cos - dz * each.sin) - each.halfWidth;
  const outZ = Math.abs(dx * each.sin + dz * each.cos) - each.halfDepth;
  return Math.hypot(Math.max(outX, 0), Math.max(outZ, 0));
}

/**
 * Moves a point out of walls and blocks so that an avatar fits there.
 * @returns false when it found no free place in a few rounds (a corner too tight); the point is then not usable.
 */
export function pushOut(space: Space, at: Point): boolean {
  for (let round = 0; round < PUSH_ROUNDS; round++) {
    clampToBounds(space, at);
    let pushed = false;
    for (const each of space.blocks) {
      if (pushOutOfBlock(each, at)) pushed = true;
    }
    if (!pushed) return true;
  }
  return isFree(space, at);
}

/** Rings of places that are tried around somebody, this far apart, metres. */
const SEARCH_STEP_M = 0.25;

/**
 * The free place that is nearest to a point, to about a quarter of a metre.
 * @returns null when nowhere in the space is free
 */
export function findFreePlace(space: Space, from: Point): Point | null {
  const pushed = { x: from.x, z: from.z };
  const farthest = pushOut(space, pushed)
    ? Math.hypot(pushed.x - from.x, pushed.z - from.z)
    : Math.hypot(from.x, from.z) + Math.hypot(space.halfWidth, space.halfDepth);
  const at = { x: 0, z: 0 };
  for (let radius = SEARCH_STEP_M; radius < farthest; radius += SEARCH_STEP_M) {
    const places = Math.ceil((Math.PI * 2 * radius) / SEARCH_STEP_M);
    for (let place = 0; place < places; place++) {
      const angle = (place / places) * Math.PI * 2;
      at.x = from.x + Math.cos(angle) * radius;
      at.z = from.z + Math.sin(angle) * radius;
      if (isFree(space, at)) return at;
    }
  }
  return isFree(space, pushed) ? pushed : null;
}

function clampToBounds(space: Space, at: Point): void {
  const limitX = Math.max(0, space.halfWidth - AVATAR_RADIUS_M);
  const limitZ = Math.max(0, space.halfDepth - AVATAR_RADIUS_M);
  at.x = Math.min(limitX, Math.max(-limitX, at.x));
  at.z = Math.min(limitZ, Math.max(-limitZ, at.z));
}

/** Pushes along the shortest way out; the box's frame is the world's turned by its yaw. */
function pushOutOfBlock(each: Block, at: Point): boolean {
  const dx = at.x - each.x;
  const dz = at.z - each.z;
  const localX = dx * each.cos - dz * each.sin;
  const localZ = dx * each.sin + dz * each.cos;
  const nearX = Math.min(each.halfWidth, Math.max(-each.halfWidth, localX));
  const nearZ = Math.min(each.halfDepth, Math.max(-each.halfDepth, localZ));
  const outX = localX - nearX;
  const outZ = localZ - nearZ;
  const distance = Math.hypot(outX, outZ);
  if (distance >= AVATAR_RADIUS_M - EPSILON_M / 2) return false;
  let freeX = localX;
  let freeZ = localZ;
  if (distance > EPSILON_M) {
    freeX = nearX + (outX / distance) * AVATAR_RADIUS_M;
    freeZ = nearZ + (outZ / distance) * AVATAR_RADIUS_M;
  } else if (each.halfWidth - Math.abs(localX) < each.halfDepth - Math.abs(localZ)) {
    freeX = Math.sign(localX || 1) * (each.halfWidth + AVATAR_RADIUS_M);
  } else {
    freeZ = Math.sign(localZ || 1) * (each.halfDepth + AVATAR_RADIUS_M);
  }
  at.x = each.x + freeX * each.cos + freeZ * each.sin;
  at.z = each.z - freeX * each.sin + freeZ * each.cos;
  return true;
}
