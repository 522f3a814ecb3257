import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Document, WebIO } from "@gltf-transform/core";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { inspectInThread } from "../../../assets/inspection/inspect-in-thread.ts";
import { inspectModel } from "../../../assets/inspection/inspect-model.ts";
import { FINDINGS_MAX, makeFinding, rankFindings } from "../../../assets/intake/findings.ts";
import { NODE_DEPTH_MAX } from "../../../assets/intake/judge-nodes.ts";
import { buildSeedModel } from "../../../assets/showroom/seed-content.ts";
import { modelFinding, modelMeasures } from "../../../rooms/protocol/catalog.ts";

/** A GLB around any JSON: what a forger can make. */
function forge(json: unknown, { binary = new Uint8Array(0), length }: { binary?: Uint8Array; length?: number } = {}) {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const jsonLength = Math.ceil(text.length / 4) * 4;
  const total = 20 + jsonLength + (binary.length > 0 ? 8 + binary.length : 0);
  const bytes = new Uint8Array(total).fill(0x20);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0x46546c67, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, length ?? total, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, 0x4e4f534a, true);
  bytes.set(text, 20);
  if (binary.length > 0) {
    view.setUint32(20 + jsonLength, binary.length, true);
    view.setUint32(24 + jsonLength, 0x004e4942, true);
    bytes.set(binary, 28 + jsonLength);
  }
  return bytes;
}

/** One triangle with the given corners. */
async function triangle(corners: number[]): Promise<Uint8Array> {
  const document = new Document();
  const buffer = document.createBuffer();
  const position = document.createAccessor().setType("VEC3").setArray(new Float32Array(corners)).setBuffer(buffer);
  const mesh = document.createMesh().addPrimitive(document.createPrimitive().setAttribute("POSITION", position));
  document.createScene().addChild(document.createNode().setMesh(mesh));
  return new WebIO().writeBinary(document);
}

/** Far more than these take on an idle machine. */
const BUSY_MS = 180_000;

const asset = { version: "2.0" };
/** JSON has no word for infinity, but a way to write it. */
function infinite(): Uint8Array {
  const bytes = forge({ asset, accessors: [{ count: 77777, componentType: 5126, type: "VEC3" }] });
  const at = Buffer.from(bytes).indexOf("77777");
  bytes.set(new TextEncoder().encode("1e999"), at);
  return bytes;
}

const codesOf = async (bytes: Uint8Array) => (await inspectModel(bytes)).findings.map(({ code }) => code);

describe("a model that can be shown", () => {
  it("is measured, hashed and reported on in the protocol's shape", async () => {
    const bytes = await triangle([0, 0, 0, 2, 0, 0, 0, 1, 0]);
    const inspection = await inspectModel(bytes);
    if (!inspection.ok) throw new Error(JSON.stringify(inspection.findings));
    expect(modelMeasures.parse(inspection.measures)).toMatchObject({
      bytes: bytes.byteLength,
      triangles: 1,
      vertices: 3,
      drawCalls: 1,
      boundsMin: [0, 0, 0],
      boundsMax: [2, 1, 0],
    });
    expect(inspection.hash).toMatch(/^[0-9a-f]{64}$/);
    for (const finding of inspection.findings) expect(modelFinding.parse(finding)).toEqual(finding);
  });

  it.each([
    ["far too large", [0, 0, 0, 150, 0, 0, 0, 1, 0], "MODEL_LARGE"],
    ["far too small", [0, 0, 0, 1e-4, 0, 0, 0, 1e-4, 0], "MODEL_TINY"],
  ])("is warned about when it is %s", async (_, corners, code) => {
    const inspection = await inspectModel(await triangle(corners));
    expect(inspection.ok).toBe(true);
    expect(inspection.findings.map((finding) => finding.code)).toContain(code);
  });
});

describe("a file that cannot be shown is refused:", () => {
  const node = (index: number) => ({ children: [index + 1] });
  const cases: readonly (readonly [string, Uint8Array | Promise<Uint8Array>, string])[] = [
    ["nothing at all", new Uint8Array(0), "NOT_GLB"],
    ["a picture", new Uint8Array(64).fill(0x89), "NOT_GLB"],
    ["a header that claims more than there is", forge({ asset }, { length: 4_000_000_000 }), "LENGTH_MISMATCH"],
    ["a header that claims less than there is", forge({ asset }, { length: 20 }), "LENGTH_MISMATCH"],
    ["a number that is none", infinite(), "JSON_UNREADABLE"],
    ["JSON that is not an object", forge([1, 2]), "JSON_UNREADABLE"],
    ["a buffer elsewhere", forge({ asset, buffers: [{ uri: "../../etc/passwd", byteLength: 4 }] }), "URI_OUTSIDE"],
    ["an image elsewhere", forge({ asset, images: [{ uri: "https://example.com/a.png" }] }), "URI_REMOTE"],
    ["no scene", forge({ asset }), "MODEL_EMPTY"],
    ["a scene without triangles", forge({ asset, scenes: [{}], scene: 0 }), "MODEL_EMPTY"],
    ["nodes in a circle", forge({ asset, nodes: [node(0), { children: [0] }], scenes: [{ nodes: [0] }] }), "NODE_LOOP"],
    [
      "a node with two parents",
      forge({ asset, nodes: [{ children: [2] }, { children: [2] }, {}] }),
      "NODE_PARENT_OVERRIDE",
    ],
    [
      "more nodes than anybody needs",
      forge({ asset, nodes: Array.from({ length: 30_000 }, () => ({})) }),
      "TOO_MANY_NODES",
    ],
    [
      "an accessor of four billion",
      forge({ asset, accessors: [{ count: 4e9, componentType: 5126, type: "VEC3" }] }),
      "TOO_MUCH_DATA",
    ],
    ["positions that are not numbers", triangle([0, 0, Number.NaN, 1, 0, 0, 0, 1, 0]), "ACCESSOR_INVALID_FLOAT"],
    ["all corners in one point", triangle([1, 1, 1, 1, 1, 1, 1, 1, 1]), "MODEL_FLAT"],
    ["larger than any showroom", triangle([0, 0, 0, 5_000, 0, 0, 0, 1, 0]), "MODEL_HUGE"],
  ];

  it.each(cases)("%s", async (_, bytes, code) => {
    expect(await codesOf(await bytes)).toContain(code);
    expect((await inspectModel(await bytes)).ok).toBe(false);
  });

  it.each([
    ["as deep as allowed, for what is not in them", NODE_DEPTH_MAX, "MODEL_EMPTY"],
    ["deeper than allowed, for their depth", 19_999, "NODES_TOO_DEEP"],
  ])("a chain of nodes %s", async (_, depth, code) => {
    const nodes = Array.from({ length: depth }, (_, index) => (index + 1 < depth ? node(index) : {}));
    expect(await codesOf(forge({ asset, nodes, scenes: [{ nodes: [0] }], scene: 0 }))).toContain(code);
  });
});

describe("whatever happens to a file on its way", () => {
  let valid: Uint8Array;
  beforeAll(async () => {
    valid = await buildSeedModel("side-table");
  }, BUSY_MS);

  const answers = async (bytes: Uint8Array) => {
    const inspection = await inspectModel(bytes);
    expect(inspection.ok || inspection.findings.some(({ severity }) => severity === "error")).toBe(true);
  };

  it("inspection answers when bytes are changed anywhere", { timeout: BUSY_MS }, async () => {
    const edit = fc.record({ at: fc.double({ min: 0, max: 0.999, noNaN: true }), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const bytes = valid.slice();
        for (const { at, value } of edits) bytes[Math.floor(at * bytes.length)] = value;
        await answers(bytes);
      }),
      { numRuns: 8 },
    );
  });

  it("inspection answers when bytes of the JSON are changed", { timeout: BUSY_MS }, async () => {
    const jsonLength = new DataView(valid.buffer, valid.byteOffset).getUint32(12, true);
    const digit = fc.record({ at: fc.nat(jsonLength - 1), value: fc.integer({ min: 0x20, max: 0x7e }) });
    await fc.assert(
      fc.asyncProperty(fc.array(digit, { minLength: 1, maxLength: 3 }), async (edits) => {
        const bytes = valid.slice();
        for (const { at, value } of edits) bytes[20 + at] = value;
        await answers(bytes);
      }),
      { numRuns: 15 },
    );
  });

  it("a file that was cut short is refused", { timeout: BUSY_MS }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0, max: 0.9999, noNaN: true }), async (kept) => {
        expect((await inspectInThread(valid.slice(0, Math.floor(valid.length * kept)))).ok).toBe(false);
      }),
      { numRuns: 20 },
    );
  });
});

it("ranks findings worst first and says how many it left out", () => {
  const many = Array.from({ length: 300 }, (_, index) => makeFinding("information", `NOTE_${index}`, "A note."));
  const ranked = rankFindings([
    ...many,
    makeFinding("warning", "W", "A warning."),
    makeFinding("error", "E", "An error."),
  ]);
  expect(ranked).toHaveLength(FINDINGS_MAX);
  expect(ranked.slice(0, 2).map(({ code }) => code)).toEqual(["E", "W"]);
  expect(ranked.at(-1)).toMatchObject({ code: "FINDINGS_OMITTED", message: expect.stringContaining("203") });
});

const samples = process.env.VITRINE_SAMPLES;
if (samples === undefined) console.log("VITRINE_SAMPLES names no folder: the sample files are not inspected.");
const sampleFiles =
  samples === undefined
    ? []
    : readdirSync(samples, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());

for (const entry of sampleFiles) {
  it(`inspection answers for the sample ${entry.name}`, async () => {
    const inspection = await inspectInThread(readFileSync(join(entry.parentPath, entry.name)));
    expect(inspection.ok || inspection.findings.length > 0).toBe(true);
  });
}
