import { AVATAR_RADIUS_M } from "../../rooms/protocol/limits.ts";
import { clearance, isFree, type Point, type Space } from "../../rooms/simulation/space.ts";

const GRID_M = 0.3;
/** Paths keep a little more distance than an avatar needs, so that walking them never scrapes along. */
const EASE_M = 0.08;
const LINE_STEP_M = 0.1;
const NEIGHBOURS = [
  [1, 0, 1],
  [-1, 0, 1],
  [0, 1, 1],
  [0, -1, 1],
  [1, 1, Math.SQRT2],
  [1, -1, Math.SQRT2],
  [-1, 1, Math.SQRT2],
  [-1, -1, Math.SQRT2],
] as const;

/**
 * Corners of a short way from one place to another around walls and furniture, the goal last, the start left out.
 * A goal where nobody can stand is replaced by the nearest free place. Null when there is no way.
 */
export function findPath(space: Space, from: Point, to: Point): Point[] | null {
  const goal = nearestFree(space, to);
  if (!goal) return null;
  if (isLineFree(space, from, goal)) return [goal];
  const cells = searchGrid(space, from, goal);
  return cells && pullTight(space, from, [...cells, goal]);
}

/**
 * A good place to look at something from: `distance` metres off, on the side that the visitor comes from if that is
 * free, else the free place around it that is nearest to them. Null when there is none.
 */
export function placeBefore(space: Space, from: Point, target: Point, distance: number): Point | null {
  const bearing = Math.atan2(from.x - target.x, from.z - target.z);
  for (const widening of [1, 1.25, 1.55]) {
    for (let step = 0; step <= 12; step++) {
      for (const side of step === 0 ? [1] : [1, -1]) {
        const angle = bearing + (side * step * Math.PI) / 12;
        const place = {
          x: target.x + Math.sin(angle) * distance * widening,
          z: target.z + Math.cos(angle) * distance * widening,
        };
        if (isRoomy(space, place)) return place;
      }
    }
  }
  return null;
}

function isRoomy(space: Space, at: Point): boolean {
  return isFree(space, at) && space.blocks.every((block) => clearance(block, at) >= AVATAR_RADIUS_M + EASE_M);
}

function nearestFree(space: Space, at: Point): Point | null {
  if (isRoomy(space, at)) return { x: at.x, z: at.z };
  for (let radius = GRID_M / 2; radius <= 3; radius += GRID_M / 2) {
    const steps = Math.ceil(radius * 24);
    for (let step = 0; step < steps; step++) {
      const angle = (step / steps) * Math.PI * 2;
      const place = { x: at.x + Math.cos(angle) * radius, z: at.z + Math.sin(angle) * radius };
      if (isRoomy(space, place)) return place;
    }
  }
  return null;
}

function isLineFree(space: Space, from: Point, to: Point): boolean {
  const length = Math.hypot(to.x - from.x, to.z - from.z);
  const steps = Math.ceil(length / LINE_STEP_M);
  for (let step = 1; step <= steps; step++) {
    const share = step / steps;
    const at = { x: from.x + (to.x - from.x) * share, z: from.z + (to.z - from.z) * share };
    // Whoever stands closer to a wall than a path would go must be able to step away from it.
    if (!(length * share < 0.5 ? isFree(space, at) : isRoomy(space, at))) return false;
  }
  return true;
}

/** The room as squares, numbered row by row. */
type Grid = { readonly space: Space; readonly columns: number; readonly rows: number };

function gridOf(space: Space): Grid {
  return { space, columns: Math.ceil((space.halfWidth * 2) / GRID_M), rows: Math.ceil((space.halfDepth * 2) / GRID_M) };
}

function placeOf({ space, columns }: Grid, cell: number): Point {
  return {
    x: ((cell % columns) + 0.5) * GRID_M - space.halfWidth,
    z: (Math.floor(cell / columns) + 0.5) * GRID_M - space.halfDepth,
  };
}

function cellOf({ space, columns, rows }: Grid, { x, z }: Point): number {
  const row = clampIndex((z + space.halfDepth) / GRID_M, rows);
  return row * columns + clampIndex((x + space.halfWidth) / GRID_M, columns);
}

/** The squares around one that can be walked to, with the way there in squares. The goal's own is always one. */
function* openNeighbours(grid: Grid, cell: number, goal: number): Generator<readonly [cell: number, length: number]> {
  const column = cell % grid.columns;
  const row = Math.floor(cell / grid.columns);
  for (const [dx, dz, length] of NEIGHBOURS) {
    const inside = column + dx >= 0 && row + dz >= 0 && column + dx < grid.columns && row + dz < grid.rows;
    const next = (row + dz) * grid.columns + column + dx;
    if (inside && (next === goal || isRoomy(grid.space, placeOf(grid, next)))) yield [next, length];
  }
}

/** A* over a grid of the room; returns the places between start and goal. */
function searchGrid(space: Space, from: Point, goal: Point): Point[] | null {
  const grid = gridOf(space);
  const start = cellOf(grid, from);
  const end = cellOf(grid, goal);
  const cameFrom = new Map<number, number>();
  const cost = new Map<number, number>([[start, 0]]);
  const open = new Map<number, number>([[start, 0]]);
  while (open.size > 0) {
    const cell = cheapest(open);
    open.delete(cell);
    if (cell === end) return traceBack(cameFrom, start, end).map((each) => placeOf(grid, each));
    for (const [next, length] of openNeighbours(grid, cell, end)) {
      const nextCost = (cost.get(cell) ?? 0) + length;
      if (nextCost >= (cost.get(next) ?? Infinity)) continue;
      const place = placeOf(grid, next);
      cost.set(next, nextCost);
      cameFrom.set(next, cell);
      open.set(next, nextCost + Math.hypot(goal.x - place.x, goal.z - place.z) / GRID_M);
    }
  }
  return null;
}

function clampIndex(value: number, count: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(value)));
}

function cheapest(open: ReadonlyMap<number, number>): number {
  let best = -1;
  let least = Infinity;
  for (const [cell, estimate] of open) {
    if (estimate >= least) continue;
    least = estimate;
    best = cell;
  }
  return best;
}

function traceBack(cameFrom: ReadonlyMap<number, number>, start: number, end: number): number[] {
  const cells: number[] = [];
  for (let cell = end; cell !== start; cell = cameFrom.get(cell) ?? start) cells.unshift(cell);
  // The goal's own cell is left out: the goal itself follows.
  return cells.slice(0, -1);
}

/** Leaves out every corner that can be seen past. */
function pullTight(space: Space, from: Point, places: readonly Point[]): Point[] {
  const corners: Point[] = [];
  let at = from;
  let index = 0;
  while (index < places.length) {
    let farthest = index;
    for (let ahead = places.length - 1; ahead > index; ahead--) {
      const place = places[ahead];
      if (!place || !isLineFree(space, at, place)) continue;
      farthest = ahead;
      break;
    }
    const corner = places[farthest];
    if (!corner) break;
    corners.push(corner);
    at = corner;
    index = farthest + 1;
  }
  return corners;
}
