import fc from "fast-check";
import { USDCParser } from "three/addons/loaders/usd/USDCParser.js";
import { describe, expect, it } from "vitest";
import type { Attribute, Prim } from "../../../assets/usdz/crate/layer.ts";
import { writeUsdc } from "../../../assets/usdz/write-usdc.ts";

const prim = (name: string, attributes: Attribute[], children: Prim[] = []): Prim => ({
  type: "Xform",
  name,
  attributes,
  children,
});

/** What three's own reader finds in a crate: fields by path. */
function readCrate(root: Prim): Record<string, Readonly<Record<string, unknown>>> {
  const bytes = writeUsdc(root);
  const { specsByPath } = new USDCParser().parseData(bytes.buffer as ArrayBuffer);
  return Object.fromEntries(Object.entries(specsByPath).map(([path, { fields }]) => [path, fields]));
}

const seed = 20_26;

function growTree(picks: readonly number[]): Prim {
  const root = prim("Model", [], []);
  const prims = [root];
  for (const [index, pick] of picks.entries()) {
    const attributes = Array.from({ length: pick % 4 }, (_, number): Attribute => {
      return { name: `inputs:a${number}`, type: "float", value: { kind: "float", value: number / 2 } };
    });
    const grown = prim(`p${index}`, attributes, []);
    ((prims[pick % prims.length] ?? root).children as Prim[]).push(grown);
    prims.push(grown);
  }
  return root;
}

const listPaths = (each: Prim, parent: string): string[] => [
  `${parent}/${each.name}`,
  ...each.attributes.map((attribute) => `${parent}/${each.name}.${attribute.name}`),
  ...each.children.flatMap((child) => listPaths(child, `${parent}/${each.name}`)),
];

describe("a USD crate", () => {
  it("says where it begins, how long a metre is and which way is up", () => {
    expect(readCrate(prim("Model", []))["/"]).toMatchObject({ defaultPrim: "Model", metersPerUnit: 1, upAxis: "Y" });
  });

  it("keeps any list of integers", () => {
    const lists = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer()), { maxLength: 300 });
    const keeps = fc.property(lists, (list) => {
      const value = { kind: "int[]", value: Int32Array.from(list) } as const;
      const crate = readCrate(prim("Model", [{ name: "list", type: "int[]", value }]));
      expect(Array.from((crate["/Model.list"]?.default ?? []) as Int32Array)).toEqual(list);
    });
    fc.assert(keeps, { seed, numRuns: 200 });
  });

  it("keeps long lists that repeat themselves, and makes them small", () => {
    const list = Int32Array.from({ length: 60_000 }, (_, index) => (index % 700) * 3);
    const root = prim("Model", [{ name: "list", type: "int[]", value: { kind: "int[]", value: list } }]);
    expect(readCrate(root)["/Model.list"]?.default).toEqual(list);
    expect(writeUsdc(root).length).toBeLessThan(3_000);
  });

  it("keeps every path of any tree", () => {
    // Each number makes one more prim, and says which of those before is its parent and how many attributes it has.
    const keeps = fc.property(fc.array(fc.nat(), { maxLength: 40 }), (picks) => {
      const root = growTree(picks);
      const crate = readCrate(root);
      expect(Object.keys(crate).sort()).toEqual(["/", ...listPaths(root, "")].sort());
      for (const [path, fields] of Object.entries(crate)) {
        const number = /\.inputs:a(\d)$/.exec(path)?.[1];
        if (number) expect(fields.default).toBe(Number(number) / 2);
      }
    });
    fc.assert(keeps, { seed, numRuns: 100 });
  });

  it("refuses a connection to what is not there", () => {
    const dangling: Attribute = { name: "inputs:st", type: "float2", connect: "/Model/Nowhere.outputs:result" };
    expect(() => writeUsdc(prim("Model", [dangling]))).toThrow("Nothing is at /Model/Nowhere.outputs:result");
  });
});
