import { AVATAR_RADIUS_M } from "../protocol/limits.ts";
import type { ShowroomLayout } from "../protocol/showroom.ts";
import { clearance, isFree, type Point, spaceOf } from "../simulation/space.ts";

/** The kinds of things that a layout lists, as its fields are called. */
export const THING_KINDS = ["exhibits", "fixtures", "walls", "spotlights"] as const;
export type ThingKind = (typeof THING_KINDS)[number];

/** What a problem is about: one thing of a layout, or the room itself. */
type ProblemPlace = { readonly kind: ThingKind; readonly index: number; readonly id: string } | null;

/** One thing that is wrong with a layout. An `error` must be put right before visitors may see it. */
export type LayoutProblem = {
  readonly code:
    | "ID_TWICE"
    | "OUTSIDE_HALL"
    | "ENTRANCE_BLOCKED"
    | "ENTRANCE_TIGHT"
    | "LIMITS_CROSSED"
    | "IN_WALL"
    | "TOO_HIGH"
    | "TOO_SHORT";
  readonly severity: "error" | "warning";
  readonly at: ProblemPlace;
  readonly message: string;
};

const EPSILON_M = 1e-6;
/** A wall shorter than this is a mistake of the hand. */
const SHORTEST_WALL_M = 0.05;

/**
 * Everything that is wrong with a layout by itself, worst first. The shop refuses to publish one with errors; an editor
 * shows the warnings too. Products are not looked at.
 */
export function findLayoutProblems(layout: ShowroomLayout): LayoutProblem[] {
  const problems = [
    ...findEntranceProblems(layout),
    ...THING_KINDS.flatMap((kind) => findDuplicates(layout, kind)),
    ...findOutside(layout),
    ...findExhibitProblems(layout),
    ...findWallProblems(layout),
  ];
  return problems.sort((one, other) => one.severity.localeCompare(other.severity));
}

function findEntranceProblems(layout: ShowroomLayout): LayoutProblem[] {
  const { entrance } = layout;
  const space = spaceOf(layout);
  if (!isFree(space, entrance)) {
    return [error("ENTRANCE_BLOCKED", null, "The entrance is blocked: move it, or what stands in it")];
  }
  const around = Array.from({ length: 8 }, (_, turn) => (turn * Math.PI) / 4);
  const step = AVATAR_RADIUS_M * 2;
  const ways = around.filter((angle) =>
    isFree(space, { x: entrance.x + Math.cos(angle) * step, z: entrance.z + Math.sin(angle) * step }),
  );
  return ways.length >= 4 ? [] : [warning("ENTRANCE_TIGHT", null, "There is hardly any room around the entrance")];
}

function findDuplicates(layout: ShowroomLayout, kind: ThingKind): LayoutProblem[] {
  const seen = new Set<string>();
  return layout[kind].flatMap(({ id }, index) => {
    const isNew = !seen.has(id);
    seen.add(id);
    return isNew ? [] : [error("ID_TWICE", { kind, index, id }, `The ${kind.slice(0, -1)} id ${id} occurs twice`)];
  });
}

function findOutside(layout: ShowroomLayout): LayoutProblem[] {
  const isOutside = ({ x, z }: Point) =>
    Math.abs(x) > layout.width / 2 + EPSILON_M || Math.abs(z) > layout.depth / 2 + EPSILON_M;
  const placesOf = {
    exhibits: layout.exhibits.map(({ transform }) => [transform]),
    fixtures: layout.fixtures.map((fixture) => [fixture]),
    walls: layout.walls.map(({ from, to }) => [from, to].map(([x, z]) => ({ x, z }))),
    spotlights: layout.spotlights.map((spotlight) => [spotlight]),
  };
  return THING_KINDS.flatMap((kind) =>
    placesOf[kind].flatMap((places, index) =>
      places.some(isOutside)
        ? [error("OUTSIDE_HALL", { kind, index, id: layout[kind][index]?.id ?? "" }, "It is outside of the hall")]
        : [],
    ),
  );
}

function findExhibitProblems(layout: ShowroomLayout): LayoutProblem[] {
  const walls = spaceOf({ ...layout, fixtures: [] });
  return layout.exhibits.flatMap(({ id, transform, limits, mount }, index) => {
    const at = { kind: "exhibits", index, id } as const;
    const found: LayoutProblem[] = [];
    if (limits.minScale > limits.maxScale) {
      found.push(error("LIMITS_CROSSED", at, "Its smallest size is larger than its largest"));
    }
    if (walls.blocks.some((each) => clearance(each, transform) < EPSILON_M)) {
      found.push(warning("IN_WALL", at, "It stands in a wall"));
    }
    if (mount !== "ceiling" && transform.y >= layout.height)
      found.push(warning("TOO_HIGH", at, "It is above the ceiling"));
    return found;
  });
}

function findWallProblems({ walls, height }: ShowroomLayout): LayoutProblem[] {
  return walls.flatMap(({ id, from, to, height: tall }, index) => {
    const at = { kind: "walls", index, id } as const;
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
    if (length < SHORTEST_WALL_M) return [warning("TOO_SHORT", at, "It is too short to be seen")];
    return tall > height + EPSILON_M ? [warning("TOO_HIGH", at, "It is higher than the hall")] : [];
  });
}

function error(code: LayoutProblem["code"], at: ProblemPlace, message: string): LayoutProblem {
  return { code, severity: "error", at, message };
}

function warning(code: LayoutProblem["code"], at: ProblemPlace, message: string): LayoutProblem {
  return { code, severity: "warning", at, message };
}
