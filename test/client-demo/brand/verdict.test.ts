import { describe, expect, test } from "vitest";
import { firstFixes, groupFindings } from "../../../client-demo/brand/report/group-findings.ts";
import { judgeModel } from "../../../client-demo/brand/report/verdict.ts";
import type { Model, ModelFinding } from "../../../rooms/protocol/catalog.ts";

const finding = (code: string, severity: ModelFinding["severity"], where?: string): ModelFinding => ({
  code,
  severity,
  message: `${code} happened`,
  ...(where === undefined ? {} : { where }),
});
const modelWith = (findings: ModelFinding[]): Model => ({
  hash: "a".repeat(64),
  url: `/models/${"a".repeat(64)}.glb`,
  measures: {
    bytes: 1,
    triangles: 1,
    vertices: 3,
    drawCalls: 1,
    materials: 1,
    textures: 0,
    maxTexturePixels: 0,
    boundsMin: [0, 0, 0],
    boundsMax: [1, 1, 1],
    animations: [],
    materialVariants: [],
  },
  findings,
  uploadedAt: "2026-06-01T00:00:00Z",
});

describe("the report on a model", () => {
  test("is as bad as its worst finding", () => {
    expect(judgeModel(null).tone).toBe("out");
    expect(judgeModel(modelWith([])).tone).toBe("good");
    expect(judgeModel(modelWith([finding("UNUSED_OBJECT", "information")])).tone).toBe("good");
    expect(judgeModel(modelWith([finding("A", "warning"), finding("B", "information")])).tone).toBe("low");
    expect(judgeModel(modelWith([finding("A", "warning"), finding("B", "error")])).tone).toBe("out");
  });

  test("puts the same finding at several places together, the worst first", () => {
    const groups = groupFindings([
      finding("SMALL", "information", "/a"),
      finding("WARM", "warning", "/b"),
      finding("WARM", "warning", "/c"),
      finding("BAD", "error"),
    ]);
    expect(groups.map(({ code, times, places }) => [code, times, places])).toEqual([
      ["BAD", 1, []],
      ["WARM", 2, ["/b", "/c"]],
      ["SMALL", 1, ["/a"]],
    ]);
  });

  test("names at most three things to fix and nothing that is mere information", () => {
    const groups = groupFindings([
      ...["A", "B", "C", "D"].map((code) => finding(code, "warning")),
      finding("E", "information"),
    ]);
    expect(firstFixes(groups).map(({ code }) => code)).toEqual(["A", "B", "C"]);
  });
});
