import { describe, expect, it } from "vitest";
import { addProduct, addSpotlight, liftExhibit, mountExhibit } from "../../../client-demo/layout/rules/add-things.ts";
import { changeRoom, resizeHall } from "../../../client-demo/layout/rules/change-hall.ts";
import { duplicateThing, moveThing, removeThing, turnThing } from "../../../client-demo/layout/rules/edit-things.ts";
import { findFreeSpot } from "../../../client-demo/layout/rules/free-spot.ts";
import { judgeLayout } from "../../../client-demo/layout/rules/judge-layout.ts";
import { snapAngle, snapPoint } from "../../../client-demo/layout/rules/snap.ts";
import { findOwnSupport, findSupport, resizeFixture } from "../../../client-demo/layout/rules/supports.ts";
import { ENTRANCE, findExhibit, findWall, lengthOf, type Thing } from "../../../client-demo/layout/rules/things.ts";
import { buildRoom } from "../../../rooms/layout/room-presets.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { showroomLayout } from "../../../rooms/protocol/showroom.ts";
import { isFree, spaceOf } from "../../../rooms/simulation/space.ts";
import { gallery } from "../../support/gallery.ts";

/** A gallery whose exhibits know what they stand on. */
const A: Thing = { kind: "exhibits", id: "exhibit-a" };
const ids = () => {
  let count = 0;
  return (base: string) => `${base}-${++count}`;
};
const product = (width: number, height: number, depth: number): Product => ({
  id: "vase",
  brandId: "brand",
  name: "Vase",
  tagline: "",
  description: "",
  category: "things",
  variants: [{ id: "vase-a", sku: "A", name: "A", priceMinor: 1, currency: "EUR", stock: 1 }],
  model: {
    hash: "0".repeat(64),
    url: "/models/x.glb",
    measures: {
      bytes: 1,
      triangles: 1,
      vertices: 1,
      drawCalls: 1,
      materials: 1,
      textures: 0,
      maxTexturePixels: 0,
      boundsMin: [-width / 2, 0, -depth / 2],
      boundsMax: [width / 2, height, depth / 2],
      animations: [],
      materialVariants: [],
    },
    findings: [],
    uploadedAt: "2026-01-01T00:00:00Z",
  },
  revision: 1,
  updatedAt: "2026-01-01T00:00:00Z",
});
const vase = product(0.3, 0.5, 0.3);
const sofa = product(2.2, 0.8, 0.9);

describe("snapping", () => {
  it("keeps places on a grid of 10 cm and turns at multiples of 15°, free hand to the centimetre and degree", () => {
    expect(snapPoint({ x: 1.2345, z: -0.04 })).toEqual({ x: 1.2, z: 0 });
    expect(snapPoint({ x: 1.2345, z: -0.04 }, true)).toEqual({ x: 1.23, z: -0.04 });
    expect(snapAngle(0.4)).toBeCloseTo(Math.PI / 6, 3);
    expect(snapAngle(0.4, true)).toBeCloseTo((23 * Math.PI) / 180, 3);
    expect(snapAngle(Math.PI * 2.5)).toBeCloseTo(Math.PI / 2, 3);
  });
});

describe("placing a product", () => {
  it("puts what is small on a plinth that fits it, and what is large on a stage", () => {
    const [small, thing] = addProduct(gallery, vase, { x: -5, z: 4 }, ids());
    const exhibit = findExhibit(small, thing.id);
    const plinth = exhibit && findOwnSupport(small, exhibit);
    expect(exhibit).toMatchObject({ mount: "plinth", transform: { x: -5, z: 4, y: plinth?.height } });
    expect(plinth?.width).toBeGreaterThan(0.3);
    const [large, other] = addProduct(gallery, sofa, { x: -4, z: 4 }, ids());
    expect(findExhibit(large, other.id)?.mount).toBe("stage");
    expect(showroomLayout.safeParse(large).success).toBe(true);
  });

  it("uses the plinth or stage that is there already", () => {
    const free = removeThing(gallery, { kind: "exhibits", id: "exhibit-a" });
    const bare = { ...free, fixtures: gallery.fixtures };
    const [placed, thing] = addProduct(bare, vase, { x: -3, z: 2 }, ids());
    expect(placed.fixtures).toHaveLength(gallery.fixtures.length);
    expect(findExhibit(placed, thing.id)?.transform.y).toBe(0.9);
  });

  it("finds a free spot where nothing is in the way, for every new thing another", () => {
    let layout = gallery;
    for (let count = 0; count < 5; count++) {
      const at = findFreeSpot(layout, { x: 0, z: 0 });
      expect(isFree(spaceOf(layout), at)).toBe(true);
      [layout] = addProduct(layout, vase, at, (base) => `${base}-${count}`);
    }
    expect(judgeLayout(layout, new Map([["vase", vase]])).filter(({ text }) => /wall|outside/.test(text))).toEqual([]);
  });
});

describe("what belongs together", () => {
  it("moves together: an exhibit with its own plinth and its lamps, a stage with all that it carries", () => {
    const [lit] = addSpotlight(gallery, { x: -3, y: 1, z: 2 }, ids());
    const moved = moveThing(lit, A, { x: -2, z: 3 });
    const { x, z } = moved.fixtures.find(({ id }) => id === "plinth-a") ?? {};
    expect({ x, z }).toEqual({ x: -2, z: 3 });
    expect(moved.spotlights[0]?.target).toMatchObject({ x: -2, z: 3 });
    const carried = moveThing(gallery, { kind: "fixtures", id: "plinth-a" }, { x: 0, z: 4 });
    expect(findExhibit(carried, "exhibit-a")?.transform).toMatchObject({ x: 0, z: 4, y: 0.9 });
    expect(moveThing(gallery, A, { x: -3, z: 2 })).toBe(gallery);
  });

  it("goes together: a plinth with its exhibit; what stood on a removed fixture stands on the floor", () => {
    expect(removeThing(gallery, A).fixtures.map(({ id }) => id)).toEqual(["plinth-b", "bench"]);
    const fallen = removeThing(gallery, { kind: "fixtures", id: "plinth-a" });
    expect(findExhibit(fallen, "exhibit-a")).toMatchObject({ mount: "floor", transform: { y: 0 } });
    expect(removeThing(gallery, ENTRANCE)).toBe(gallery);
  });

  it("is copied together and lands beside, ids of its own", () => {
    const [copied, copy] = duplicateThing(gallery, A, ids());
    const twin = findExhibit(copied, copy.id);
    expect(twin?.transform).toMatchObject({ x: -2, z: 2, y: 0.9 });
    expect(twin && findSupport(copied, twin)?.id).not.toBe("plinth-a");
    expect(findExhibit(copied, "exhibit-a")?.transform.x).toBe(-3);
  });

  it("rises together when a plinth grows, and changes when an exhibit is mounted elsewhere", () => {
    const grown = resizeFixture(gallery, "plinth-a", { height: 1.1 });
    expect(findExhibit(grown, "exhibit-a")?.transform.y).toBe(1.1);
    const lifted = liftExhibit(gallery, "exhibit-a", 0.5);
    expect(lifted.fixtures.find(({ id }) => id === "plinth-a")?.height).toBeCloseTo(0.5);
    const onFloor = mountExhibit(gallery, "exhibit-a", "floor", vase, ids());
    expect(onFloor.fixtures.map(({ id }) => id)).not.toContain("plinth-a");
    expect(findExhibit(onFloor, "exhibit-a")).toMatchObject({ mount: "floor", transform: { y: 0 } });
    const hanging = mountExhibit(onFloor, "exhibit-a", "ceiling", vase, ids());
    expect(findExhibit(hanging, "exhibit-a")).toMatchObject({ mount: "ceiling", limits: { reach: 0, lift: 0 } });
  });
});

describe("walls and the hall", () => {
  it("turn a wall about its middle and keep its length", () => {
    const before = findWall(gallery, "across");
    const after = findWall(turnThing(gallery, { kind: "walls", id: "across" }, Math.PI / 2), "across");
    if (!before || !after) throw new Error("no wall");
    expect(lengthOf(after)).toBeCloseTo(lengthOf(before), 3);
    expect(after.from[0]).toBeCloseTo(after.to[0], 3);
    expect((after.from[0] + after.to[0]) / 2).toBeCloseTo(-1.5, 3);
  });

  it("take the shell along when the hall is resized, and bring inside what would be outside", () => {
    const hall = { ...gallery, ...buildRoom("open-hall") };
    const small = resizeHall(hall, 8, 8, 3);
    expect(small.walls.find(({ id }) => id === "east")).toMatchObject({ from: [4, 4], to: [4, -4], height: 3 });
    const products = new Map([
      ["box", vase],
      ["ball", vase],
    ]);
    expect(judgeLayout(resizeHall(hall, 5, 5, 3), products).filter(({ text }) => /outside/.test(text))).toEqual([]);
    expect(changeRoom(gallery, buildRoom("cabinet")).exhibits).toHaveLength(2);
  });
});

describe("the editor's judgement", () => {
  it("says in words what is wrong, and where", () => {
    const broken = moveThing(
      moveThing(gallery, A, { x: 40, z: 0 }),
      { kind: "fixtures", id: "bench" },
      { x: 0, z: 4.4 },
    );
    const verdicts = judgeLayout(broken, new Map([["box", { ...vase, name: "Box" }]]));
    expect(verdicts.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        "This product is not in the catalog any more: remove it",
        "The entrance is blocked: move it, or what stands in it",
        "Box: it is outside of the hall",
      ]),
    );
    expect(verdicts.every(({ severity }) => severity === "error")).toBe(true);
  });
});
