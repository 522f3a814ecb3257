import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { clearance, isFree, spaceOf } from "../../../rooms/simulation/space.ts";
import { snapPoint } from "./snap.ts";

type Point = { readonly x: number; readonly z: number };

/** New things keep this far from the middle of others, and from the edges of walls and furniture: people walk between. */
const APART_M = 1.6;
const CLEAR_M = 0.9;
const STEP_M = 0.5;
const FARTHEST_M = 30;

/** A place near a point where something new stands in nobody's way; the point itself where there is none. */
export function findFreeSpot(layout: ShowroomLayout, near: Point): Point {
  const space = spaceOf(layout);
  const others: Point[] = [...layout.exhibits.map(({ transform }) => transform), ...layout.fixtures, layout.entrance];
  const isGood = (at: Point) =>
    isFree(space, at) &&
    space.blocks.every((block) => clearance(block, at) >= CLEAR_M) &&
    others.every((other) => Math.hypot(other.x - at.x, other.z - at.z) >= APART_M);
  for (let radius = 0; radius <= FARTHEST_M; radius += STEP_M) {
    const places = Math.max(1, Math.ceil((Math.PI * 2 * radius) / STEP_M));
    for (let place = 0; place < places; place++) {
      const angle = (place / places) * Math.PI * 2;
      const at = snapPoint({ x: near.x + Math.cos(angle) * radius, z: near.z + Math.sin(angle) * radius });
      if (isGood(at)) return at;
    }
  }
  return snapPoint(near);
}
