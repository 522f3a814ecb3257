import { type ByteWriter, createByteWriter } from "./crate/byte-writer.ts";
import { compressIntegers } from "./crate/integers.ts";
import type { Attribute, Prim } from "./crate/layer.ts";
import { compressLz4 } from "./crate/lz4.ts";
import { buildPathTree, flattenPathTree } from "./crate/path-tree.ts";
import { createNumbering, createValueWriter, type Numbering, type ValueWriter } from "./crate/values.ts";

/** Old enough for every iPhone with Quick Look, new enough for compressed integers. */
const VERSION = [0, 7, 0, 0, 0, 0, 0, 0];
const BOOTSTRAP_BYTES = 88;
const SPEC = { attribute: 1, prim: 6, root: 7, relationship: 8 } as const;
/** Ends a set of fields. */
const END = -1;

type Field = readonly [name: string, value: bigint];
type Spec = { readonly path: number; readonly type: number; readonly fields: readonly Field[] };
type Section = { readonly name: string; readonly start: number; readonly size: number };

/**
 * Writes a layer with one root prim as a USD crate, the binary form that Quick Look prefers and that takes a third of the
 * text. Metres, Y up. Source: OpenUSD, pxr/usd/usd/crateFile.
 */
export function writeUsdc(root: Prim): Uint8Array {
  const file = createByteWriter();
  file.bytes(new Uint8Array(BOOTSTRAP_BYTES));
  // A property is told by the sign of its name's number, so no name may have the number 0.
  const tokens = createNumbering([";-)"]);
  const strings = createNumbering();
  const { tree, numbers } = buildPathTree(root);
  const values = createValueWriter(file, tokens, strings);
  const specs = listSpecs(root, numbers, values);
  const paths = flattenPathTree(tree, tokens.numberOf);
  const fieldNames = specs.flatMap((spec) => spec.fields.map(([name]) => tokens.numberOf(name)));
  const stringTokens = strings.texts.map(tokens.numberOf);
  const sections = [
    section(file, "TOKENS", () => writeTokens(file, tokens)),
    section(file, "STRINGS", () => {
      file.uint64(stringTokens.length);
      for (const number of stringTokens) file.uint32(number);
    }),
    section(file, "FIELDS", () => writeFields(file, fieldNames, specs)),
    section(file, "FIELDSETS", () => writeColumns(file, [listFieldSets(specs)])),
    section(file, "PATHS", () => {
      file.uint64(paths.paths.length);
      writeColumns(file, [paths.paths, paths.elements, paths.jumps]);
    }),
    section(file, "SPECS", () => writeSpecs(file, specs)),
  ];
  return finish(file, sections);
}

function listSpecs(root: Prim, numbers: ReadonlyMap<string, number>, values: ValueWriter): Spec[] {
  const numberOf = (path: string): number => {
    const number = numbers.get(path);
    if (number === undefined) throw new Error(`Nothing is at ${path}.`);
    return number;
  };
  const token = (value: string) => values.write({ kind: "token", value });
  const specs: Spec[] = [
    {
      path: 0,
      type: SPEC.root,
      fields: [
        ["defaultPrim", token(root.name)],
        ["metersPerUnit", values.double(1)],
        ["upAxis", token("Y")],
        ["primChildren", values.tokenVector([root.name])],
      ],
    },
  ];
  const property = (path: string, type: number, isUniform: boolean, fields: readonly Field[]) => {
    const custom = values.write({ kind: "bool", value: false });
    specs.push({
      path: numberOf(path),
      type,
      fields: [["custom", custom], ["variability", values.variability(isUniform)], ...fields],
    });
  };
  const attributeFields = ({ type, value, connect, interpolation }: Attribute): Field[] => [
    ["typeName", token(type)],
    ...(value ? [["default", values.write(value)] as const] : []),
    ...(interpolation ? [["interpolation", token(interpolation)] as const] : []),
    ...(connect ? [["connectionPaths", values.explicitPath(numberOf(connect))] as const] : []),
  ];
  const visit = (prim: Prim, parent: string): void => {
    const path = `${parent}/${prim.name}`;
    const relations = Object.entries(prim.relations ?? {});
    const names = [...prim.attributes.map((each) => each.name), ...relations.map(([name]) => name)];
    specs.push({
      path: numberOf(path),
      type: SPEC.prim,
      fields: [
        ["specifier", values.specifierDef()],
        ["typeName", token(prim.type)],
        ...(prim.apiSchemas ? [["apiSchemas", values.prependedTokens(prim.apiSchemas)] as const] : []),
        ...(names.length > 0 ? [["properties", values.tokenVector(names)] as const] : []),
        ...(prim.children.length > 0
          ? [["primChildren", values.tokenVector(prim.children.map((child) => child.name))] as const]
          : []),
      ],
    });
    for (const each of prim.attributes) {
      property(`${path}.${each.name}`, SPEC.attribute, each.isUniform ?? false, attributeFields(each));
    }
    for (const [name, target] of relations) {
      const targets = values.explicitPath(numberOf(target));
      property(`${path}.${name}`, SPEC.relationship, true, [["targetPaths", targets]]);
    }
    for (const child of prim.children) visit(child, path);
  };
  visit(root, "");
  return specs;
}

/** Each spec's fields by number, ended by a mark. */
function listFieldSets(specs: readonly Spec[]): number[] {
  let field = 0;
  return specs.flatMap((spec) => [...spec.fields.map(() => field++), END]);
}

function writeTokens(file: ByteWriter, tokens: Numbering): void {
  const text = new TextEncoder().encode(tokens.texts.map((each) => `${each}\0`).join(""));
  file.uint64(tokens.texts.length);
  file.uint64(text.length);
  writeBlock(file, compressLz4(text));
}

function writeFields(file: ByteWriter, names: readonly number[], specs: readonly Spec[]): void {
  const values = BigUint64Array.from(specs.flatMap((spec) => spec.fields.map(([, value]) => value)));
  writeColumns(file, [names]);
  writeBlock(file, compressLz4(new Uint8Array(values.buffer)));
}

function writeSpecs(file: ByteWriter, specs: readonly Spec[]): void {
  let start = 0;
  const sets = specs.map((spec) => {
    start += spec.fields.length + 1;
    return start - spec.fields.length - 1;
  });
  writeColumns(file, [specs.map((spec) => spec.path), sets, specs.map((spec) => spec.type)]);
}

/** Columns of integers of one length: the length, then each column compressed. */
function writeColumns(file: ByteWriter, columns: readonly (readonly number[])[]): void {
  file.uint64(columns[0]?.length ?? 0);
  for (const column of columns) writeBlock(file, compressIntegers(Int32Array.from(column)));
}

function writeBlock(file: ByteWriter, compressed: Uint8Array): void {
  file.uint64(compressed.length);
  file.bytes(compressed);
}

function section(file: ByteWriter, name: string, write: () => void): Section {
  file.align();
  const start = file.length;
  write();
  return { name, start, size: file.length - start };
}

/** Adds the table of contents, and says at the very beginning where it is. */
function finish(file: ByteWriter, sections: readonly Section[]): Uint8Array {
  file.align();
  const contents = file.length;
  file.uint64(sections.length);
  for (const { name, start, size } of sections) {
    file.bytes(new TextEncoder().encode(name.padEnd(16, "\0")));
    file.uint64(start);
    file.uint64(size);
  }
  const bytes = file.finish();
  bytes.set(new TextEncoder().encode("PXR-USDC"));
  bytes.set(VERSION, 8);
  new DataView(bytes.buffer).setBigUint64(16, BigInt(contents), true);
  return bytes;
}
