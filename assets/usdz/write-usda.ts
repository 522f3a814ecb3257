import type { Attribute, Prim, Value } from "./layer.ts";

/** Writes a layer with one root prim as USD text. Metres, Y up. */
export function writeUsda(root: Prim): string {
  const head = [
    "#usda 1.0",
    "(",
    `    defaultPrim = "${root.name}"`,
    "    metersPerUnit = 1",
    '    upAxis = "Y"',
    ")",
    "",
  ];
  const lines: string[] = [];
  writePrim(root, "", lines);
  return `${[...head, ...lines].join("\n")}\n`;
}

function writePrim(prim: Prim, pad: string, lines: string[]): void {
  const schemas = prim.apiSchemas ? ` (\n${pad}    prepend apiSchemas = ${quoteList(prim.apiSchemas)}\n${pad})` : "";
  lines.push(`${pad}def ${prim.type} "${prim.name}"${schemas}`, `${pad}{`);
  const inner = `${pad}    `;
  for (const attribute of prim.attributes) lines.push(`${inner}${writeAttribute(attribute, inner)}`);
  for (const [name, target] of Object.entries(prim.relations ?? {})) lines.push(`${inner}rel ${name} = <${target}>`);
  for (const child of prim.children) writePrim(child, inner, lines);
  lines.push(`${pad}}`);
}

function writeAttribute({ name, type, value, connect, isUniform, interpolation }: Attribute, pad: string): string {
  const declared = `${isUniform ? "uniform " : ""}${type} ${name}`;
  if (connect) return `${declared}.connect = <${connect}>`;
  if (!value) return declared;
  const metadata = interpolation ? ` (\n${pad}    interpolation = "${interpolation}"\n${pad})` : "";
  return `${declared} = ${writeValue(value)}${metadata}`;
}

function writeValue(value: Value): string {
  switch (value.kind) {
    case "token":
    case "string":
      return JSON.stringify(value.value);
    case "asset":
      return `@${value.value}@`;
    case "float":
    case "int":
      return write(value.value);
    case "bool":
      return value.value ? "1" : "0";
    case "token[]":
      return quoteList(value.value);
    case "int[]":
      return `[${value.value.join(", ")}]`;
    case "float2[]":
      return `[${writeTuples(value.value, 2)}]`;
    case "float3[]":
      return `[${writeTuples(value.value, 3)}]`;
    case "matrix4d":
      return `( ${writeTuples(value.value, 4)} )`;
    default:
      return `(${value.value.map(write).join(", ")})`;
  }
}

function writeTuples(values: ArrayLike<number>, size: number): string {
  const tuples: string[] = [];
  for (let at = 0; at < values.length; at += size) {
    const tuple: string[] = [];
    for (let axis = 0; axis < size; axis += 1) tuple.push(write(values[at + axis] ?? 0));
    tuples.push(`(${tuple.join(", ")})`);
  }
  return tuples.join(", ");
}

/** Seven digits say all that a 32-bit float holds of a position. */
const write = (value: number): string => String(Number(value.toPrecision(7)));

const quoteList = (values: readonly string[]): string => `[${values.map((each) => JSON.stringify(each)).join(", ")}]`;
