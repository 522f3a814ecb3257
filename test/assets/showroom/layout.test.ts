import { describe, expect, it } from "vitest";
import { inspectModel } from "../../../assets/inspection/inspect-model.ts";
import { buildSeedModel, seedProducts, seedShowroom } from "../../../assets/showroom/seed-content.ts";
import type { ModelMeasures } from "../../../rooms/protocol/catalog.ts";
import { AVATAR_RADIUS_M, REACH_M } from "../../../rooms/protocol/limits.ts";
import { type Fixture, showroomLayout, type Wall } from "../../../rooms/protocol/showroom.ts";

const { layout } = seedShowroom;
const { fixtures, walls, exhibits, entrance } = layout;

type Point = readonly [number, number];

function distanceToWall({ from, to, thickness }: Wall, [x, z]: Point): number {
  const [dx, dz] = [to[0] - from[0], to[1] - from[1]];
  const along = ((x - from[0]) * dx + (z - from[1]) * dz) / (dx * dx + dz * dz);
  const t = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from[0] - t * dx, z - from[1] - t * dz) - thickness / 2;
}

/** A point in the fixture's own axes. */
function intoFixture({ x, z, yaw }: Fixture, point: Point): Point {
  const [dx, dz] = [point[0] - x, point[1] - z];
  return [dx * Math.cos(yaw) - dz * Math.sin(yaw), dx * Math.sin(yaw) + dz * Math.cos(yaw)];
}

function distanceToFixture(fixture: Fixture, point: Point): number {
  const [x, z] = intoFixture(fixture, point);
  return Math.hypot(Math.max(0, Math.abs(x) - fixture.width / 2), Math.max(0, Math.abs(z) - fixture.depth / 2));
}

const isFree = (point: Point) =>
  Math.abs(point[0]) < layout.width / 2 - AVATAR_RADIUS_M &&
  Math.abs(point[1]) < layout.depth / 2 - AVATAR_RADIUS_M &&
  walls.every((wall) => distanceToWall(wall, point) > AVATAR_RADIUS_M) &&
  fixtures.every((fixture) => distanceToFixture(fixture, point) > AVATAR_RADIUS_M);

const STEP_M = 0.2;
const COLUMNS = Math.floor(layout.width / 2 / STEP_M);
const ROWS = Math.floor(layout.depth / 2 / STEP_M);
const pointOf = (column: number, row: number): Point => [column * STEP_M, row * STEP_M];

/** Everywhere that somebody who came in can walk to, by filling a grid from the entrance. */
function walkable(): Point[] {
  const seen = new Map<string, Point>();
  const pending: Point[] = [[Math.round(entrance.x / STEP_M), Math.round(entrance.z / STEP_M)]];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [column, row] = next;
    const point = pointOf(column, row);
    if (seen.has(next.join()) || !isFree(point)) continue;
    seen.set(next.join(), point);
    pending.push([column + 1, row], [column - 1, row], [column, row + 1], [column, row - 1]);
  }
  return [...seen.values()];
}

/** Building takes a second on an idle core, and much longer on a busy one. */
const BUILD_MS = 180_000;

/** Models are built once for all that is asked of them. */
const measured = new Map<string, Promise<ModelMeasures>>();
function measuresOf(productId: string): Promise<ModelMeasures> {
  const known = measured.get(productId);
  if (known) return known;
  const measuring = buildSeedModel(productId)
    .then(inspectModel)
    .then((inspection) => {
      if (!inspection.ok) throw new Error(JSON.stringify(inspection.findings));
      return inspection.measures;
    });
  measured.set(productId, measuring);
  return measuring;
}

const standOf = (exhibitId: string) => {
  const { x, z } = exhibits.find(({ id }) => id === exhibitId)!.transform;
  return fixtures.find(
    (fixture) => (fixture.kind === "plinth" || fixture.kind === "stage") && fixture.x === x && fixture.z === z,
  )!;
};

describe("the seed showroom's layout", () => {
  const floor = walkable();

  it("is a valid layout that shows every product once", () => {
    expect(showroomLayout.parse(layout)).toEqual(layout);
    expect(exhibits.map(({ productId }) => productId).toSorted()).toEqual(seedProducts.map(({ id }) => id).toSorted());
  });

  it("gives every wall, fixture and exhibit its own id", () => {
    for (const list of [walls, fixtures, exhibits]) expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
  });

  it("lets people in where they can stand, all over the entrance", () => {
    for (let angle = 0; angle < Math.PI * 2; angle += 0.2) {
      const edge: Point = [
        entrance.x + Math.cos(angle) * entrance.radius,
        entrance.z + Math.sin(angle) * entrance.radius,
      ];
      expect(isFree(edge)).toBe(true);
    }
  });

  it("leaves no corner of the floor cut off", () => {
    let free = 0;
    for (let column = -COLUMNS; column <= COLUMNS; column += 1) {
      for (let row = -ROWS; row <= ROWS; row += 1) free += isFree(pointOf(column, row)) ? 1 : 0;
    }
    expect(floor.length).toBe(free);
  });

  it("keeps fixtures apart from each other and from the walls by a person's width", () => {
    const corners = (fixture: Fixture): Point[] =>
      [-1, 0, 1].flatMap((a) =>
        [-1, 0, 1].map((b): Point => {
          const [u, v] = [(a * fixture.width) / 2, (b * fixture.depth) / 2];
          return [
            fixture.x + u * Math.cos(fixture.yaw) + v * Math.sin(fixture.yaw),
            fixture.z - u * Math.sin(fixture.yaw) + v * Math.cos(fixture.yaw),
          ];
        }),
      );
    const stands = fixtures.filter(({ kind }) => kind === "plinth" || kind === "stage");
    for (const stand of stands) {
      for (const point of corners(stand)) {
        for (const wall of walls) expect(distanceToWall(wall, point)).toBeGreaterThan(AVATAR_RADIUS_M * 3);
        for (const other of fixtures) {
          if (other !== stand) expect(distanceToFixture(other, point)).toBeGreaterThan(AVATAR_RADIUS_M * 3);
        }
      }
    }
  });

  describe.each(exhibits.map((exhibit) => [exhibit.id, exhibit] as const))("%s", (id, exhibit) => {
    it("can be walked around within reach", () => {
      const { x, z } = exhibit.transform;
      const near = floor.filter((point) => Math.hypot(point[0] - x, point[1] - z) <= REACH_M);
      const sectors = new Set(
        near.map((point) => Math.floor(((Math.atan2(point[1] - z, point[0] - x) + Math.PI) / (Math.PI * 2)) * 12)),
      );
      expect(sectors.size).toBeGreaterThanOrEqual(12);
    });

    it("rests on its stand, or hangs from the ceiling, with all of its model inside the stand's edge", {
      timeout: BUILD_MS,
    }, async () => {
      const { boundsMin, boundsMax } = await measuresOf(exhibit.productId);
      const { x, y, z, yaw } = exhibit.transform;
      const stand = standOf(id);
      if (exhibit.mount === "ceiling") expect(y + boundsMax[1]).toBeCloseTo(layout.height, 2);
      else expect(y + boundsMin[1]).toBeCloseTo(stand.height, 2);
      for (const a of [boundsMin[0], boundsMax[0]]) {
        for (const b of [boundsMin[2], boundsMax[2]]) {
          const corner: Point = [x + a * Math.cos(yaw) + b * Math.sin(yaw), z - a * Math.sin(yaw) + b * Math.cos(yaw)];
          expect(distanceToFixture(stand, corner)).toBe(0);
        }
      }
    });
  });
});
