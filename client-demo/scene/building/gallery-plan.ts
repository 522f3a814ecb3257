import type { Fixture, ShowroomLayout, Spotlight, Wall } from "../../../rooms/protocol/showroom.ts";
import { type Solid, solid } from "./solids.ts";

/** What a block of the building is made of. */
export type Surface = "plaster" | "accent" | "ceiling" | "plinth" | "shadow-gap" | "oak" | "wood" | "planter" | "metal";

export type Block = {
  readonly solid: Solid;
  readonly yaw: number;
  readonly surface: Surface;
  /** Radius of the rounded edges, metres. */
  readonly bevel: number;
  /** Texels of baked light per metre, relative to the floor's. */
  readonly detail: number;
};

type Skylight = { readonly halfWidth: number; readonly halfDepth: number };

/** The building as boxes: everything that is drawn, baked, collided with and looked through. */
export type GalleryPlan = {
  readonly width: number;
  readonly depth: number;
  readonly height: number;
  readonly blocks: readonly Block[];
  readonly panes: readonly { readonly solid: Solid; readonly yaw: number }[];
  /** Where plants are in the camera's way. */
  readonly foliage: readonly Solid[];
  /** The opening of the skylight, which no camera may leave through. */
  readonly roof: Solid;
  readonly skylight: Skylight;
  readonly lamps: readonly Spotlight[];
  /** Whether the planks and the skylight run along z: with the gaze of those who come in. */
  readonly alongZ: boolean;
};

const SLAB = 0.3;
const SKYLIGHT_WELL = 0.55;
/** The sides of the well stand a little behind the edge of the opening. */
const WELL_SET_BACK = 0.085;
const GAP = 0.05;

/** Lays out floor, ceiling with skylight, walls and fixtures of a layout as blocks. */
export function planGallery(layout: ShowroomLayout): GalleryPlan {
  const { width, depth, height } = layout;
  const alongZ = Math.abs(Math.cos(layout.entrance.yaw)) >= Math.SQRT1_2;
  const skylight = planSkylight(width, depth, alongZ);
  const blocks: Block[] = [
    block([0, -SLAB / 2, 0], [width + 0.6, SLAB, depth + 0.6], "oak", { detail: 1 }),
    ...planCeiling(width, depth, height, skylight),
    ...planBeams(width, depth, height, alongZ),
  ];
  const panes: { solid: Solid; yaw: number }[] = [];
  for (const wall of layout.walls) {
    if (wall.finish === "glass") {
      panes.push(planPane(wall));
      blocks.push(...planFrame(wall));
    } else {
      blocks.push(...planWall(wall, height));
    }
  }
  for (const fixture of layout.fixtures) blocks.push(...planFixture(fixture));
  const foliage = layout.fixtures.filter((fixture) => fixture.kind === "planter").map(planFoliage);
  const roof = solid([0, height + SLAB / 2, 0], [skylight.halfWidth * 2, SLAB, skylight.halfDepth * 2]);
  return { width, depth, height, blocks, panes, foliage, roof, skylight, lamps: layout.spotlights, alongZ };
}

const FOLIAGE_M = 1.3;

function planFoliage({ x, z, width, depth, height, yaw }: Fixture): Solid {
  return solid([x, height + FOLIAGE_M / 2, z], [width + 0.5, FOLIAGE_M, depth + 0.5], yaw);
}

type Triple = readonly [number, number, number];

function block(
  centre: Triple,
  size: Triple,
  surface: Surface,
  options: { yaw?: number; bevel?: number; detail?: number } = {},
): Block {
  const { yaw = 0, bevel = 0, detail = 0.6 } = options;
  return { solid: solid(centre, size, yaw), yaw, surface, bevel, detail };
}

function planSkylight(width: number, depth: number, alongZ: boolean): Skylight {
  const across = Math.min(4.4, Math.max(1.4, (alongZ ? width : depth) * 0.26)) / 2;
  const along = ((alongZ ? depth : width) * 0.8) / 2;
  return alongZ ? { halfWidth: across, halfDepth: along } : { halfWidth: along, halfDepth: across };
}

/** Four slabs around the opening and the four sides of its well. */
function planCeiling(width: number, depth: number, height: number, { halfWidth, halfDepth }: Skylight): Block[] {
  const outerX = width / 2 + 0.3;
  const outerZ = depth / 2 + 0.3;
  const y = height + SLAB / 2;
  const sideX = outerX - halfWidth;
  const sideZ = outerZ - halfDepth;
  const wellY = height + SKYLIGHT_WELL / 2 + 0.02;
  const slabs = [
    block([-(halfWidth + sideX / 2), y, 0], [sideX, SLAB, outerZ * 2], "ceiling"),
    block([halfWidth + sideX / 2, y, 0], [sideX, SLAB, outerZ * 2], "ceiling"),
    block([0, y, -(halfDepth + sideZ / 2)], [halfWidth * 2, SLAB, sideZ], "ceiling"),
    block([0, y, halfDepth + sideZ / 2], [halfWidth * 2, SLAB, sideZ], "ceiling"),
  ];
  const well = [-1, 1].flatMap((side) => [
    block([side * (halfWidth + WELL_SET_BACK), wellY, 0], [0.12, SKYLIGHT_WELL, halfDepth * 2 + 0.24], "ceiling"),
    block([0, wellY, side * (halfDepth + WELL_SET_BACK)], [halfWidth * 2, SKYLIGHT_WELL, 0.12], "ceiling"),
  ]);
  return [...slabs, ...well];
}

/** Slim timber beams across the skylight, evenly spaced about 2.4 m apart. */
function planBeams(width: number, depth: number, height: number, alongZ: boolean): Block[] {
  const length = alongZ ? depth : width;
  const span = alongZ ? width : depth;
  const count = Math.max(2, Math.round(length / 2.4));
  return Array.from({ length: count }, (_, index) => {
    const at = ((index + 0.5) / count - 0.5) * length;
    const y = height - 0.1;
    return alongZ
      ? block([0, y, at], [span - 0.02, 0.24, 0.07], "wood", { bevel: 0.006, detail: 0.4 })
      : block([at, y, 0], [0.07, 0.24, span - 0.02], "wood", { bevel: 0.006, detail: 0.4 });
  });
}

function wallLine({ from, to }: Wall) {
  const dx = to[0] - from[0];
  const dz = to[1] - from[1];
  // A box is longest along its own x; a yaw of θ turns +x to (cos θ, −sin θ).
  return { x: (from[0] + to[0]) / 2, z: (from[1] + to[1]) / 2, length: Math.hypot(dx, dz), yaw: Math.atan2(-dz, dx) };
}

/** A wall as blocks: it floats a hand's breadth of shadow above the floor, as good plasterers leave it. */
export function planWall(wall: Wall, roomHeight: number): Block[] {
  const { x, z, length, yaw } = wallLine(wall);
  const surface = wall.finish === "accent" ? "accent" : "plaster";
  // A wall that reaches the ceiling goes a little into it: two faces at the same height would flicker.
  const body = wall.height - GAP + (wall.height >= roomHeight ? 0.06 : 0);
  const long = length + wall.thickness * 0.999;
  return [
    block([x, GAP + body / 2, z], [long, body, wall.thickness], surface, { yaw, bevel: 0.008, detail: 0.7 }),
    block([x, GAP / 2, z], [long - 0.06, GAP, Math.max(0.02, wall.thickness - 0.06)], "shadow-gap", {
      yaw,
      detail: 0.4,
    }),
  ];
}

/** The glass of a wall of glass. */
export function planPane(wall: Wall) {
  const { x, z, length, yaw } = wallLine(wall);
  return { solid: solid([x, wall.height / 2, z], [length, wall.height, 0.02], yaw), yaw };
}

/** The posts and rails of a wall of glass, as blocks. */
export function planFrame(wall: Wall): Block[] {
  const { x, z, length, yaw } = wallLine(wall);
  const bays = Math.max(1, Math.round(length / 1.9));
  const posts = Array.from({ length: bays + 1 }, (_, index) => {
    const along = (index / bays - 0.5) * length;
    return block(
      [x + Math.cos(yaw) * along, wall.height / 2, z - Math.sin(yaw) * along],
      [0.05, wall.height, 0.12],
      "metal",
      { yaw, detail: 0.4 },
    );
  });
  const rails = [0.03, wall.height - 0.03].map((y) =>
    block([x, y, z], [length, 0.06, 0.12], "metal", { yaw, detail: 0.4 }),
  );
  return [...posts, ...rails];
}

/** A piece of furniture as blocks. */
export function planFixture(fixture: Fixture): Block[] {
  const { kind, x, z, yaw, width, depth, height } = fixture;
  const part = (offset: Triple, size: Triple, surface: Surface, bevel: number, detail = 1): Block => {
    const wx = x + offset[0] * Math.cos(yaw) + offset[2] * Math.sin(yaw);
    const wz = z - offset[0] * Math.sin(yaw) + offset[2] * Math.cos(yaw);
    return block([wx, offset[1], wz], size, surface, { yaw, bevel, detail });
  };
  if (kind === "column") return [part([0, height / 2, 0], [width, height, depth], "plaster", 0.02, 0.7)];
  if (kind === "planter") return [part([0, height / 2, 0], [width, height, depth], "planter", 0.03)];
  if (kind === "bench") {
    const top = 0.07;
    const legs = [-1, 1].map((side) =>
      part([side * (width / 2 - 0.22), (height - top) / 2, 0], [0.06, height - top, depth * 0.78], "metal", 0.005),
    );
    return [part([0, height - top / 2, 0], [width, top, depth], "wood", 0.018), ...legs];
  }
  const gap = Math.min(GAP, height * 0.4);
  const inset = kind === "stage" ? 0.12 : 0.06;
  return [
    part([0, gap + (height - gap) / 2, 0], [width, height - gap, depth], "plinth", 0.012, 1.2),
    part([0, gap / 2, 0], [width - inset, gap, depth - inset], "shadow-gap", 0, 0.5),
  ];
}
