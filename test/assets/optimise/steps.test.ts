import { beforeAll, describe, expect, it } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { centreOnFloor } from "../../../assets/optimise/steps/centre.ts";
import { compressGeometry } from "../../../assets/optimise/steps/compress.ts";
import { joinMeshes } from "../../../assets/optimise/steps/join.ts";
import { normaliseRoot } from "../../../assets/optimise/steps/normalise-root.ts";
import { pruneModel } from "../../../assets/optimise/steps/prune.ts";
import { rescaleModel } from "../../../assets/optimise/steps/rescale.ts";
import { simplifyModel } from "../../../assets/optimise/steps/simplify.ts";
import { fitModelTextures } from "../../../assets/optimise/steps/textures.ts";
import { createImageMaker } from "../../../assets/optimise/textures/make-image.ts";
import type { Step } from "../../../assets/optimise/workpiece/step.ts";
import { openWorkpiece, takeStep } from "../../../assets/optimise/workpiece/workpiece.ts";
import { openWorkshop, type Workshop } from "../../../assets/optimise/workshop.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { buildSphere } from "./build-sphere.ts";

let plain: Uint8Array;
let several: Uint8Array;
let box: Uint8Array;

beforeAll(async () => {
  plain = await buildSphere({ side: 60, pixels: 256 });
  several = await buildSphere({ side: 12, copies: 6, variants: true });
  box = await buildBox(1, 2, 0.5);
});

async function take(glb: Uint8Array, step: Step, whyNot: Workshop["benchFor"] | null = null) {
  const workshop = await openWorkshop({ announce: () => {}, whyNot: () => (whyNot ? "Left out: too long." : null) });
  const piece = await takeStep(workshop.benchFor(null), await openWorkpiece(workshop.io, glb), step);
  return { piece, record: workshop.records[0]! };
}

describe("a step", () => {
  it("that breaks the model is taken back, and the bytes are those from before", async () => {
    const { piece, record } = await take(box, {
      name: "lose",
      run: async (document) => {
        for (const animation of document.getRoot().listAnimations()) animation.dispose();
        return "Lost the animation.";
      },
    });
    expect(record).toMatchObject({ verdict: "taken-back", note: "An animation was lost." });
    expect(piece.glb).toBe(box);
    expect(piece.document.getRoot().listAnimations()).toHaveLength(1);
  });

  it.each([
    ["moves the model", "outline", (x: number) => x + 0.2],
    ["makes it another size", "outline", (x: number) => x * 1.1],
  ])("that %s is taken back", async (_, note, move) => {
    const { record } = await take(box, {
      name: "move",
      run: async (document) => {
        const position = document.getRoot().listMeshes()[0]!.listPrimitives()[0]!.getAttribute("POSITION")!;
        position.setArray(Float32Array.from(position.getArray()!, move));
        return "Moved.";
      },
    });
    expect(record).toMatchObject({ verdict: "taken-back", note: expect.stringContaining(note) });
  });

  it("that throws is taken back with what it said", async () => {
    const { record } = await take(box, {
      name: "throw",
      run: async () => {
        throw new Error("no memory");
      },
    });
    expect(record).toMatchObject({ verdict: "taken-back", note: "It failed: no memory" });
  });

  it("that has ended a run before is not tried", async () => {
    const { record } = await take(plain, simplifyModel({ triangles: 100 }), () => ({}) as never);
    expect(record).toMatchObject({ verdict: "taken-back", note: "Left out: too long." });
  });
});

describe("simplifying", () => {
  it("leaves as many triangles as may be drawn, and the outline", async () => {
    const { piece, record } = await take(plain, simplifyModel({ triangles: 1_500, errorMax: 0.02 }));
    expect(record.verdict).toBe("kept");
    expect(piece.survey.triangles).toBeLessThanOrEqual(1_500);
    expect(piece.survey.triangles).toBeGreaterThan(1_000);
  });

  it("stops where the surface would move too far, however many are left", async () => {
    const { piece } = await take(plain, simplifyModel({ triangles: 10, errorMax: 0.001 }));
    expect(piece.survey.triangles).toBeGreaterThan(500);
  });
});

describe("simplifying shells that lie in the same place", () => {
  let shells: Uint8Array;
  beforeAll(async () => {
    const io = await createModelIo();
    const document = await io.readBinary(await buildSphere({ side: 40, copies: 2 }));
    const [inside, outside] = document.getRoot().listMeshes();
    const position = inside!.listPrimitives()[0]!.getAttribute("POSITION")!;
    outside!.listPrimitives()[0]!.setAttribute("POSITION", position);
    for (const node of document.getRoot().listNodes()) node.setTranslation([0, 0, 0]);
    shells = await io.writeBinary(document);
  });

  it.each([false, true])(
    "takes none for the other and leaves as few as asked for, with dropsParts %s",
    async (dropsParts) => {
      const step = simplifyModel({ triangles: 800, errorMax: 0.1, dropsParts, shadingWeight: 0.02 });
      const { piece, record } = await take(shells, step);
      expect(record.verdict).toBe("kept");
      expect(piece.survey.triangles).toBeLessThanOrEqual(800);
      const primitives = piece.document
        .getRoot()
        .listMeshes()
        .flatMap((mesh) => mesh.listPrimitives());
      const counts = primitives.map((primitive) => primitive.getIndices()!.getCount());
      expect(counts).toHaveLength(2);
      for (const count of counts) expect(count % 3).toBe(0);
    },
  );
});

describe("joining", () => {
  it("draws what shares a material at once, and keeps apart what a variant changes", async () => {
    const { piece, record } = await take(several, joinMeshes());
    expect(record.verdict).toBe("kept");
    expect(piece.survey).toMatchObject({ drawCalls: 2, materialVariants: ["dark"], isMapped: true });
    const mapped = piece.document
      .getRoot()
      .listMeshes()
      .flatMap((mesh) => mesh.listPrimitives())
      .filter((primitive) => primitive.getExtension("KHR_materials_variants"));
    expect(mapped.map((primitive) => primitive.getMaterial()?.getName())).toEqual(["red"]);
    expect(piece.document.getRoot().listMaterials()).toHaveLength(3);
  });
});

describe("placing", () => {
  it("puts a model on the floor with its origin under its middle", async () => {
    const { piece } = await take(await buildSphere({ side: 8, at: [3, -2, 1] }), centreOnFloor());
    for (const [axis, value] of [-0.5, 0, -0.5].entries()) expect(piece.survey.boundsMin[axis]).toBeCloseTo(value, 5);
  });

  it("leaves what hangs from its origin hanging", async () => {
    const { record } = await take(await buildSphere({ side: 8, at: [0, -0.5, 0] }), centreOnFloor());
    expect(record.verdict).toBe("skipped");
  });

  it("gives a model one root that is neither moved nor scaled", async () => {
    const { piece } = await take(several, normaliseRoot());
    const [root, ...others] =
      piece.document.getRoot().getDefaultScene()?.listChildren() ??
      piece.document.getRoot().listScenes()[0]!.listChildren();
    expect(others).toEqual([]);
    expect(root?.getTranslation()).toEqual([0, 0, 0]);
  });

  it("multiplies every length when the brand confirmed the unit, and nothing else", async () => {
    const { piece } = await take(box, rescaleModel({ factor: 0.001 }));
    expect(piece.survey.boundsMax[1]).toBeCloseTo(0.002, 6);
    for (const node of piece.document.getRoot().listNodes()) expect(node.getScale()).toEqual([1, 1, 1]);
  });
});

describe("textures", () => {
  it("fit into their bytes, what is missed least being made smallest", async () => {
    const { piece, record } = await take(plain, fitModelTextures(createImageMaker(), { maxSide: 128, bytes: 9_000 }));
    expect(record.verdict).toBe("kept");
    const side = (name: string) =>
      piece.document
        .getRoot()
        .listTextures()
        .find((texture) => texture.getName() === name)!
        .getSize()![0]!;
    expect(side("glow-0")).toBeLessThan(side("colour-0"));
    const bytes = piece.document
      .getRoot()
      .listTextures()
      .map((texture) => texture.getImage()!.byteLength);
    expect(bytes.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(9_000);
  });

  it("for readers of core glTF are PNG or JPEG", async () => {
    const { piece } = await take(plain, fitModelTextures(createImageMaker(), { format: "plain", bytes: 1e6 }));
    const types = piece.document
      .getRoot()
      .listTextures()
      .map((texture) => texture.getMimeType());
    expect(new Set(types)).toEqual(new Set(["image/jpeg"]));
    expect(piece.document.getRoot().listExtensionsRequired()).toEqual([]);
  });
});

it("compressing keeps outline, variants and animations", async () => {
  const io = await createModelIo();
  const { piece, record } = await take(plain, compressGeometry());
  expect(record.verdict).toBe("kept");
  const names = (await io.readBinary(piece.glb))
    .getRoot()
    .listExtensionsRequired()
    .map((each) => each.extensionName);
  expect(names.toSorted()).toEqual(["EXT_meshopt_compression", "KHR_mesh_quantization"]);
});

it("pruning drops cameras and says what it did; a tidy model is left alone", async () => {
  const { piece, record } = await take(box, pruneModel());
  expect(["skipped", "kept"]).toContain(record.verdict);
  expect(piece.survey.materialVariants).toEqual(["oak", "ink"]);
});
