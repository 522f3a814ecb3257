import { Document, type vec2 } from "@gltf-transform/core";
import { describe, expect, it } from "vitest";
import { AUDIT } from "../../../assets/checks/audit/audit-table.ts";
import { checkModel } from "../../../assets/checks/check-model.ts";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { goodsReport, targetVerdict } from "../../../rooms/protocol/goods.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { addSheet, buildSheet, type Sheet } from "../../support/models/build-sheet.ts";

type Size = readonly [number, number, number];

const check = (document: Document, declaredSizeMetres?: Size, bytes = 1_000) =>
  checkModel({ document, glb: new Uint8Array(bytes), findings: [] }, { declaredSizeMetres });

const checkSheet = async (sheet: Sheet, declared?: Size) => check(await buildSheet(sheet), declared);

/** The verdict of one line, which is the same for every target. */
const verdictOf = (checked: Awaited<ReturnType<typeof check>>, id: string) =>
  checked.verdicts[0]?.checks.find((line) => line.id === id)?.verdict;

const codesOf = ({ findings }: Awaited<ReturnType<typeof check>>) => findings.map(({ code }) => code);

describe("the report of a model", () => {
  it("is in the protocol's shape, with every check of the audit for every target", async () => {
    const checked = await checkSheet({}, [1, 1, 0]);
    expect(checked.verdicts.map(({ target }) => target)).toEqual(["banner", "web-planner", "mobile-ar", "desktop"]);
    for (const verdict of checked.verdicts) {
      expect(targetVerdict.parse(verdict)).toEqual(verdict);
      expect(verdict.checks.filter(({ advisory }) => advisory).map(({ id }) => id)).toEqual(
        expect.arrayContaining(AUDIT.map(({ id }) => id)),
      );
    }
    const { measures: input, extentMetres, textures, findings } = checked;
    const rest = {
      fileName: "a",
      hash: "0".repeat(64),
      outputs: [],
      steps: [],
      ssim: null,
      psnr: null,
      seconds: 0,
      peakMB: 0,
    };
    const report = { ...rest, input, extentMetres, textures, findings, verdicts: checked.verdicts };
    expect(goodsReport.parse(report)).toEqual(report);
  });

  it("tells what a texture takes decoded, and which maps use it", async () => {
    const { textures } = await checkSheet({ texture: { side: 1_024, grey: 128 } });
    expect(textures).toEqual([
      expect.objectContaining({ name: "sheet.png", slots: ["baseColor"], width: 1_024, height: 1_024 }),
    ]);
    expect(textures[0]?.gpuBytes).toBeGreaterThan(5_500_000);
  });

  it("has no finding about a model that is as it should be, and lets it pass everywhere", async () => {
    const checked = await checkSheet({}, [1, 1, 0]);
    expect(codesOf(checked)).toEqual(["EDGES_NON_MANIFOLD"]);
    expect(checked.verdicts.every(({ passes }) => passes)).toBe(true);
  });

  it("lets a model pass a target by the four numbers alone", async () => {
    const document = await buildSheet({ texture: { side: 600, grey: 0 }, uvs: null });
    const passing = Object.fromEntries(
      (await check(document, undefined, 2_000_000)).verdicts.map((each) => [each.target, each.passes]),
    );
    expect(passing).toEqual({ banner: false, "web-planner": false, "mobile-ar": true, desktop: true });
  });
});

describe("units", () => {
  const sofa: Size = [2.2, 0.9, 0];
  it.each([
    ["UNIT_MILLIMETRES", 0.001],
    ["UNIT_CENTIMETRES", 0.01],
    ["UNIT_INCHES", 0.0254],
    ["UNIT_FEET", 0.3048],
    ["UNIT_TOO_SMALL", 100],
  ])("%s is recognised by the declared size, with the factor that puts it right", async (code, factor) => {
    const checked = await checkSheet({ width: 2.21 / factor, height: 0.9 / factor }, sofa);
    expect(checked.findings).toContainEqual(expect.objectContaining({ code, factor, fix: expect.any(String) }));
    expect(codesOf(checked)).not.toContain("SIZE_MISMATCH");
  });

  it("a size that fits no unit is told side by side, and that it only lies on its side", async () => {
    expect(codesOf(await checkSheet({ width: 2.0, height: 0.9 }, sofa))).toContain("SIZE_MISMATCH");
    const { findings } = await checkSheet({ width: 0.9, height: 2.2 }, sofa);
    expect(findings).toContainEqual(
      expect.objectContaining({ code: "SIZE_MISMATCH", message: expect.stringContaining("turned") }),
    );
  });

  it.each([
    ["1.4 km", 1_400, "UNIT_MILLIMETRES"],
    ["8 km", 8_000, "MODEL_HUGE"],
    ["2 mm", 0.002, "UNIT_TOO_SMALL"],
  ])("without a declared size %s makes it guess", async (_, side, code) => {
    expect(codesOf(await checkSheet({ width: side, height: side }))).toContain(code);
  });

  it("without a declared size it says what else it could be", async () => {
    const { findings } = await checkSheet({ width: 220, height: 90 });
    expect(findings[0]?.message).toMatch(/millimetres.*22 cm.*centimetres.*2\.2 m/);
  });

  it("without a declared size nothing plausible is doubted", async () => {
    for (const side of [0.03, 1, 40]) {
      expect(
        codesOf(await checkSheet({ width: side, height: side })).filter((code) => code.startsWith("UNIT")),
      ).toEqual([]);
    }
  });

  it("a model whose rescaling is confirmed is judged as if it were done", async () => {
    const document = await buildSheet({ width: 2_200, height: 900 });
    const glb = new Uint8Array(1_000);
    const { findings, extentMetres } = await checkModel(
      { document, glb, findings: [] },
      { declaredSizeMetres: sofa, rescale: 0.001 },
    );
    expect(findings.map(({ code }) => code)).toEqual(["EDGES_NON_MANIFOLD"]);
    expect(extentMetres[0]).toBe(2_200);
  });

  it("nothing that no showroom can hold is let through", async () => {
    const { findings } = await checkSheet({ width: 2_200, height: 900 }, sofa);
    expect(findings[0]).toMatchObject({ code: "MODEL_HUGE", severity: "error" });
    expect(findings[1]).toMatchObject({ code: "UNIT_MILLIMETRES" });
  });
});

describe("texture coordinates", () => {
  const mirrored: readonly vec2[] = [
    [1, 1],
    [0, 1],
    [0, 0],
    [1, 0],
  ];
  const folded: readonly vec2[] = [
    [0, 1],
    [1, 1],
    [0, 0],
    [1, 1],
  ];
  const far: readonly vec2[] = [
    [0, 5],
    [5, 5],
    [5, 0],
    [0, 0],
  ];
  it.each([
    ["none", null, "UV_MISSING", "uv-missing"],
    ["mirrored", mirrored, "UV_INVERTED", "uv-inverted"],
    ["on top of each other", folded, "UV_OVERLAP", "uv-overlap"],
    ["beyond the texture", far, "UV_OUT_OF_RANGE", "uv-range"],
  ])("%s are found, with the material's name", async (_, uvs, code, id) => {
    const checked = await checkSheet({ uvs });
    expect(verdictOf(checked, id)).toBe("fail");
    expect(checked.findings).toContainEqual(expect.objectContaining({ code, where: expect.stringContaining("sheet") }));
  });

  it("that repeat the texture are not called overlapping", async () => {
    expect(verdictOf(await checkSheet({ uvs: far }), "uv-overlap")).toBe("not-tested");
  });

  it("of pieces that nearly touch are found, and of pieces apart are not", async () => {
    const strips = async (gap: number) => {
      const document = new Document();
      const half = (from: number, to: number): vec2[] => [
        [from, 1],
        [to, 1],
        [to, 0],
        [from, 0],
      ];
      await addSheet(document, "left", { uvs: half(0, 0.5) });
      await addSheet(document, "right", { uvs: half(0.5 + gap, 1) });
      const [left, right] = document.getRoot().listMeshes();
      const material = left?.listPrimitives()[0]?.getMaterial() ?? null;
      right?.listPrimitives()[0]?.setMaterial(material);
      return verdictOf(await check(document), "uv-gutter");
    };
    expect(await strips(0.003)).toBe("fail");
    expect(await strips(0.05)).toBe("pass");
  });

  it("that make one part much blurrier than another are found", async () => {
    const document = new Document();
    await addSheet(document, "label", { width: 0.1, height: 0.1, texture: { side: 1_024, grey: 128 } });
    await addSheet(document, "body", { width: 3, height: 3 });
    expect(codesOf(await check(document))).toContain("TEXEL_DENSITY");
  });
});

describe("what is seen", () => {
  it.each([
    [8, "fail"],
    [128, "pass"],
    [250, "fail"],
  ])("a base colour of %s is judged", async (grey, verdict) => {
    expect(verdictOf(await checkSheet({ texture: { side: 512, grey } }), "base-colour-range")).toBe(verdict);
  });

  it.each([
    ["too large", 4_096, "TEXTURE_LARGE"],
    ["too small", 64, "TEXTURE_SMALL"],
    ["no power of two", 600, "TEXTURE_NOT_POWER_OF_TWO"],
  ])("a texture that is %s is named", async (_, side, code) => {
    const { findings } = await checkSheet({ texture: { side, grey: 128 } });
    expect(findings).toContainEqual(expect.objectContaining({ code, where: "texture “sheet.png”" }));
  });

  it("sharp edges are counted, and a closed mesh has no open ones", async () => {
    const checked = await check(await (await createModelIo()).readBinary(await buildBox(1, 1, 1)));
    expect(verdictOf(checked, "manifold-edges")).toBe("pass");
    expect(checked.findings).toContainEqual(
      expect.objectContaining({ code: "EDGES_SHARP", message: "12 edges are sharp." }),
    );
  });

  it("a root that was moved, and a model that does not stand on its origin, are told", async () => {
    const document = await buildSheet();
    document.getRoot().listNodes()[0]?.setTranslation([0, 3, 0]);
    expect(codesOf(await check(document))).toEqual(expect.arrayContaining(["ROOT_TRANSFORM", "ORIGIN_OFF"]));
  });
});
