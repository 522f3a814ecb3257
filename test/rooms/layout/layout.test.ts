import { describe, expect, it } from "vitest";
import { findLayoutProblems } from "../../../rooms/layout/layout-problems.ts";
import { buildRoom } from "../../../rooms/layout/room-presets.ts";
import { AVATAR_RADIUS_M } from "../../../rooms/protocol/limits.ts";
import { ROOM_PRESETS, type ShowroomLayout, showroomLayout } from "../../../rooms/protocol/showroom.ts";
import { findFreePlace, isFree, spaceOf } from "../../../rooms/simulation/space.ts";
import { createCrowd, placeInCrowd, resizeCrowd } from "../../../rooms/sync/crowd.ts";
import { gallery } from "../../support/gallery.ts";

const codesOf = (layout: ShowroomLayout) => findLayoutProblems(layout).map(({ code }) => code);
const empty = (preset: (typeof ROOM_PRESETS)[number]): ShowroomLayout => ({
  ...buildRoom(preset),
  fixtures: [],
  exhibits: [],
  spotlights: [],
});

describe("room presets", () => {
  it.each(ROOM_PRESETS)("%s is a valid layout without a problem", (preset) => {
    expect(showroomLayout.safeParse(empty(preset)).success).toBe(true);
    expect(findLayoutProblems(empty(preset))).toEqual([]);
  });
});

describe("problems of a layout", () => {
  it("are none in a good one", () => {
    expect(codesOf(gallery)).toEqual([]);
  });

  it("name a blocked entrance, things outside and ids that occur twice as errors, first of all", () => {
    const [exhibit] = gallery.exhibits;
    if (!exhibit) throw new Error("no exhibit");
    const { x, z } = gallery.entrance;
    const bad: ShowroomLayout = {
      ...gallery,
      fixtures: [{ id: "box", kind: "plinth", x, z, yaw: 0, width: 1, depth: 1, height: 1 }],
      exhibits: [
        { ...exhibit, transform: { ...exhibit.transform, x: -1.5, z: -0.25 } },
        { ...exhibit, transform: { ...exhibit.transform, x: 40 } },
      ],
    };
    expect(codesOf(bad)).toEqual(["ENTRANCE_BLOCKED", "ID_TWICE", "OUTSIDE_HALL", "IN_WALL"]);
  });
});

describe("the nearest free place", () => {
  it("is where somebody stands already, beside a wall, and never in one", () => {
    const space = spaceOf(gallery);
    for (let x = -9; x <= 9; x += 0.5) {
      for (let z = -8; z <= 8; z += 0.5) {
        const place = findFreePlace(space, { x, z });
        if (!place) throw new Error(`nothing is free near ${x}, ${z}`);
        expect(isFree(space, place)).toBe(true);
        if (isFree(space, { x, z })) expect(place).toEqual({ x, z });
      }
    }
  });

  it("is null in a room without one", () => {
    const full = { halfWidth: 2, halfDepth: 2, blocks: [{ x: 0, z: 0, halfWidth: 3, halfDepth: 3, cos: 1, sin: 0 }] };
    expect(findFreePlace(full, { x: 0, z: 0 })).toBeNull();
  });
});

describe("a crowd in a hall that shrinks", () => {
  it("keeps nobody in a cell beyond the new bounds, where no frame would list them", () => {
    const crowd = createCrowd(8, 8);
    const half = 3.9;
    placeInCrowd(crowd, 1, { x: 5, z: 0, heading: 0, pitch: 0, moving: false });
    // Within half a metre of the cell's edge one keeps one's cell.
    placeInCrowd(crowd, 1, { x: half - AVATAR_RADIUS_M, z: 0, heading: 0, pitch: 0, moving: false });
    resizeCrowd(crowd, half, half);
    const cell = crowd.lists.cell[1] ?? -1;
    expect(cell & 63).toBeLessThanOrEqual(crowd.bounds.maxX);
    expect(crowd.due[1]).not.toBe(0);
  });
});
