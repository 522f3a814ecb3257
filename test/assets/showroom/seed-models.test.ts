import { beforeAll, describe, expect, it } from "vitest";
import { type Inspection, inspectModel } from "../../../assets/inspection/inspect-model.ts";
import { buildSeedModel, seedProducts } from "../../../assets/showroom/seed-content.ts";
import { OPEN_ANIMATION, productEdit } from "../../../rooms/protocol/catalog.ts";

/** Khronos 3D Commerce publishing targets 1.0, "web planner, per item"; draw calls are its maximum. */
const WEB_PLANNER = { bytes: 1_000_000, triangles: 40_000, drawCalls: 50, texturePixels: 1_024 };

/** The largest side of each product, metres: what its description says. */
const LARGEST_SIDE_M: Record<string, number> = {
  "lounge-chair": 0.96,
  "floor-lamp": 1.53,
  "side-table": 0.51,
  headphones: 0.31,
  pendant: 2.3,
  "vase-set": 0.465,
  speaker: 0.32,
  sofa: 2.28,
  "travel-bag": 0.54,
  watch: 0.116,
};

/** Building takes a second on an idle core, and much longer on a busy one. */
const BUILD_MS = 180_000;

const OPENABLE = ["floor-lamp", "headphones", "travel-bag"];

describe.each(seedProducts.map((product) => [product.id, product] as const))("the seed model of %s", (id, product) => {
  let bytes: Uint8Array;
  let inspection: Inspection;

  beforeAll(async () => {
    bytes = await buildSeedModel(id);
    inspection = await inspectModel(bytes);
  }, BUILD_MS);

  const measures = () => {
    if (!inspection.ok) throw new Error(JSON.stringify(inspection.findings));
    return inspection.measures;
  };

  it("passes inspection without an error or a warning", () => {
    expect(inspection.ok).toBe(true);
    expect(inspection.findings.filter(({ severity }) => severity !== "information")).toEqual([]);
  });

  it("stays within the web planner's limits", () => {
    expect(measures().bytes).toBeLessThanOrEqual(WEB_PLANNER.bytes);
    expect(measures().triangles).toBeLessThanOrEqual(WEB_PLANNER.triangles);
    expect(measures().drawCalls).toBeLessThanOrEqual(WEB_PLANNER.drawCalls);
    expect(measures().maxTexturePixels).toBeLessThanOrEqual(WEB_PLANNER.texturePixels);
  });

  it("has a real size, stands on the floor and is centred on its origin", () => {
    const { boundsMin, boundsMax } = measures();
    const sides = boundsMax.map((max, axis) => max - boundsMin[axis]!);
    const largest = Math.max(...sides);
    expect(Math.abs(largest - LARGEST_SIDE_M[id]!) / largest).toBeLessThan(0.03);
    expect(Math.abs(boundsMin[1])).toBeLessThan(0.005);
    for (const axis of [0, 2]) {
      const centre = (boundsMax[axis]! + boundsMin[axis]!) / 2;
      expect(Math.abs(centre)).toBeLessThan(Math.max(0.12, sides[axis]! / 8));
    }
  });

  it("offers exactly the material variants that its product sells", () => {
    expect(measures().materialVariants).toEqual(product.variants.map(({ materialVariant }) => materialVariant));
  });

  it(OPENABLE.includes(id) ? "opens" : "promises nothing to open", () => {
    expect(measures().animations).toEqual(OPENABLE.includes(id) ? [OPEN_ANIMATION] : []);
  });

  it("is built from the same bytes each time", { timeout: BUILD_MS }, async () => {
    expect(Buffer.compare(Buffer.from(await buildSeedModel(id)), Buffer.from(bytes))).toBe(0);
  });

  it("belongs to a product that the shop accepts", () => {
    const { id: _, ...edit } = product;
    expect(productEdit.parse(edit)).toEqual(edit);
  });
});

it("gives every variant of the collection its own id and SKU", () => {
  const variants = seedProducts.flatMap((product) => product.variants);
  expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length);
  expect(new Set(variants.map(({ sku }) => sku)).size).toBe(variants.length);
});

it("refuses to build what is not in the collection", async () => {
  await expect(buildSeedModel("teapot")).rejects.toThrow("teapot");
});
