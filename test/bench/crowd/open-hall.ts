import type { ShowroomLayout, Wall } from "../../../rooms/protocol/showroom.ts";

/** A showroom with its outer walls farther out, so that a crowd fits in; what stands inside stays where it is. */
export function openHall(layout: ShowroomLayout, width: number, depth: number): ShowroomLayout {
  const moved = (value: number, old: number, now: number) =>
    Math.abs(Math.abs(value) - old / 2) < 1e-6 ? (Math.sign(value) * now) / 2 : value;
  const moveEnd = ([x, z]: Wall["from"]): Wall["from"] => [
    moved(x, layout.width, width),
    moved(z, layout.depth, depth),
  ];
  return {
    ...layout,
    width,
    depth,
    entrance: { ...layout.entrance, x: 0, z: depth / 2 - 1.6 },
    walls: layout.walls.map((wall) => ({ ...wall, from: moveEnd(wall.from), to: moveEnd(wall.to) })),
  };
}
