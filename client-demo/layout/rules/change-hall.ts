import type { EmptyRoom } from "../../../rooms/layout/room-presets.ts";
import type { ShowroomLayout, Wall } from "../../../rooms/protocol/showroom.ts";

/** A wall this near to the hall's edge belongs to its shell. */
const SHELL_M = 0.12;
const INSIDE_M = 0.3;

/** Gives the hall another size: the walls of its shell move along, and whatever would be outside is brought in. */
export function resizeHall(layout: ShowroomLayout, width: number, depth: number, height: number): ShowroomLayout {
  const atEdge = (value: number, half: number) => Math.abs(Math.abs(value) - half) < SHELL_M;
  const follow = (value: number, before: number, after: number) =>
    atEdge(value, before) ? Math.sign(value) * after : clamp(value, after);
  const shift = ([x, z]: Wall["from"]): Wall["from"] => [
    follow(x, layout.width / 2, width / 2),
    follow(z, layout.depth / 2, depth / 2),
  ];
  const walls = layout.walls.map((wall) => {
    const reachesCeiling = Math.abs(wall.height - layout.height) < 0.01;
    return {
      ...wall,
      from: shift(wall.from),
      to: shift(wall.to),
      height: reachesCeiling ? height : Math.min(wall.height, height),
    };
  });
  return bringInside({ ...layout, width, depth, height, walls });
}

/** Puts everything into another empty room. */
export function changeRoom(layout: ShowroomLayout, room: EmptyRoom): ShowroomLayout {
  return bringInside({ ...layout, ...room });
}

function bringInside(layout: ShowroomLayout): ShowroomLayout {
  const [halfX, halfZ] = [layout.width / 2 - INSIDE_M, layout.depth / 2 - INSIDE_M];
  const inside = <T extends { readonly x: number; readonly z: number }>(at: T): T => ({
    ...at,
    x: clamp(at.x, halfX),
    z: clamp(at.z, halfZ),
  });
  return {
    ...layout,
    entrance: inside(layout.entrance),
    fixtures: layout.fixtures.map(inside),
    exhibits: layout.exhibits.map((each) => ({ ...each, transform: inside(each.transform) })),
    spotlights: layout.spotlights.map((each) => ({
      ...inside(each),
      y: Math.min(each.y, layout.height),
      target: inside(each.target),
    })),
  };
}

function clamp(value: number, half: number): number {
  return Math.min(half, Math.max(-half, value));
}
