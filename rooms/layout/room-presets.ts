import type { RoomPreset, ShowroomLayout, Wall } from "../protocol/showroom.ts";

/** A room without anything in it. */
export type EmptyRoom = Pick<ShowroomLayout, "width" | "depth" | "height" | "entrance" | "walls">;

type Place = readonly [x: number, z: number];

const OUTER_M = 0.3;
const INNER_M = 0.2;
const INNER_HEIGHT_M = 3.2;

const wall = (id: string, from: Place, to: Place, more: Partial<Wall> = {}): Wall => ({
  id,
  from: [...from],
  to: [...to],
  thickness: INNER_M,
  height: INNER_HEIGHT_M,
  finish: "plaster",
  ...more,
});

/** A hall with a glass front at its far end, entered at the near one. */
function hall(width: number, depth: number, height: number, inner: readonly Wall[] = []): EmptyRoom {
  const [east, south] = [width / 2, depth / 2];
  const shell = { thickness: OUTER_M, height };
  return {
    width,
    depth,
    height,
    entrance: { x: 0, z: south - 1.8, yaw: 0, radius: 0.9 },
    walls: [
      wall("south", [-east, south], [east, south], shell),
      wall("west", [-east, -south], [-east, south], shell),
      wall("east", [east, south], [east, -south], shell),
      wall("north-glass", [-east, -south], [east, -south], { ...shell, thickness: 0.12, finish: "glass" }),
      ...inner,
    ],
  };
}

/** Builds the empty room of a preset: shell, inner walls and entrance. */
export function buildRoom(preset: RoomPreset): EmptyRoom {
  return ROOMS[preset]();
}

const ROOMS: Readonly<Record<RoomPreset, () => EmptyRoom>> = {
  "open-hall": () => hall(18, 14, 4.6),
  "two-rooms": () =>
    hall(20, 16, 4.6, [
      wall("divider-west", [-10, 0.5], [-1.6, 0.5], { height: 4.6, thickness: 0.24 }),
      wall("divider-east", [1.6, 0.5], [10, 0.5], { height: 4.6, thickness: 0.24 }),
    ]),
  corridor: () =>
    hall(10, 26, 4.2, [
      wall("bay-west-1", [-5, 5.5], [-2, 5.5]),
      wall("bay-west-2", [-5, -0.5], [-2, -0.5]),
      wall("bay-west-3", [-5, -6.5], [-2, -6.5]),
      wall("bay-east-1", [2, 5.5], [5, 5.5]),
      wall("bay-east-2", [2, -0.5], [5, -0.5]),
      wall("bay-east-3", [2, -6.5], [5, -6.5]),
    ]),
  courtyard: () =>
    hall(20, 18, 5, [
      wall("court-north", [-3, -4], [3, -4], { finish: "accent" }),
      wall("court-west", [-5, -2], [-5, 4], { finish: "accent" }),
      wall("court-east", [5, -2], [5, 4], { finish: "accent" }),
    ]),
  cabinet: () => hall(9, 8, 3.4),
};
