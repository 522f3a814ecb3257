import { describe, expect, it } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { dressGlb } from "../../../assets/pictures/dress-glb.ts";
import { buildBox } from "../../support/models/build-box.ts";

async function shownMaterials(glb: Uint8Array): Promise<(string | undefined)[]> {
  const document = await (await createModelIo()).readBinary(glb);
  const primitives = document
    .getRoot()
    .listMeshes()
    .flatMap((mesh) => mesh.listPrimitives());
  return primitives.map((primitive) => primitive.getMaterial()?.getName());
}

describe("dressing a model in a variant", () => {
  it("gives it the variant's materials as its own and stays a valid GLB", async () => {
    const box = await buildBox(1, 1, 1);
    expect(await shownMaterials(box)).toEqual(["oak"]);
    expect(await shownMaterials(dressGlb(box, "ink"))).toEqual(["ink"]);
  });

  it("changes nothing without a variant, or for one that the model does not have", async () => {
    const box = await buildBox(1, 1, 1);
    expect(dressGlb(box, null)).toBe(box);
    expect(dressGlb(box, "pink")).toBe(box);
  });

  it("refuses what is no GLB", () => {
    expect(() => dressGlb(new Uint8Array(64), "ink")).toThrow("not a GLB");
  });
});
