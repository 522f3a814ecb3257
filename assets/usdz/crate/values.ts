import type { ByteWriter } from "./byte-writer.ts";
import { compressIntegers } from "./integers.ts";
import type { Value } from "./layer.ts";

/** The numbers of the types of values in a crate. Source: OpenUSD, pxr/usd/usd/crateDataTypes.h. */
const TYPE = {
  bool: 1,
  int: 3,
  float: 8,
  double: 9,
  string: 10,
  token: 11,
  asset: 12,
  matrix4d: 15,
  float2: 20,
  float3: 24,
  float4: 28,
  tokenListOp: 32,
  pathListOp: 34,
  tokenVector: 41,
  specifier: 42,
  variability: 44,
} as const;

const ARRAY = 1n << 63n;
const INLINED = 1n << 62n;
const COMPRESSED = 1n << 61n;

/** Shorter arrays of integers are not worth compressing; readers rely on the limit. */
const COMPRESSED_MIN = 16;

/** List operations: an explicit list, and items put before those of weaker layers. */
const EXPLICIT = 0b11;
const PREPENDED = 0b10_0000;

/** Numbers for strings; each string has one. */
export type Numbering = { numberOf(text: string): number; readonly texts: readonly string[] };

/** Writes values into the crate's data and gives the 64 bits that stand for each: a small value itself, else its place. */
export type ValueWriter = {
  write(value: Value): bigint;
  double(value: number): bigint;
  specifierDef(): bigint;
  variability(isUniform: boolean): bigint;
  tokenVector(tokens: readonly string[]): bigint;
  prependedTokens(tokens: readonly string[]): bigint;
  explicitPath(path: number): bigint;
};

export function createValueWriter(data: ByteWriter, tokens: Numbering, strings: Numbering): ValueWriter {
  const inline = (type: number, payload: number): bigint => INLINED | (BigInt(type) << 48n) | BigInt(payload >>> 0);
  const placed = (type: number, flags: bigint, write: () => void): bigint => {
    data.align();
    const at = BigInt(data.length);
    write();
    return flags | (BigInt(type) << 48n) | at;
  };
  const list = (items: readonly number[]) => {
    data.uint64(items.length);
    for (const item of items) data.uint32(item);
  };
  const integers = (values: Int32Array): bigint => {
    if (values.length < COMPRESSED_MIN) return placed(TYPE.int, ARRAY, () => list([...values]));
    return placed(TYPE.int, ARRAY | COMPRESSED, () => {
      const compressed = compressIntegers(values);
      data.uint64(values.length);
      data.uint64(compressed.length);
      data.bytes(compressed);
    });
  };
  const vectors = (type: number, values: Float32Array, size: number): bigint =>
    placed(type, ARRAY, () => {
      data.uint64(values.length / size);
      data.float32s(values);
    });
  const tokenNumbers = (texts: readonly string[]) => texts.map((text) => tokens.numberOf(text));

  function write(value: Value): bigint {
    switch (value.kind) {
      case "token":
        return inline(TYPE.token, tokens.numberOf(value.value));
      case "asset":
        return inline(TYPE.asset, tokens.numberOf(value.value));
      case "string":
        return inline(TYPE.string, strings.numberOf(value.value));
      case "float":
        return inline(TYPE.float, bitsOf(value.value));
      case "int":
        return inline(TYPE.int, value.value);
      case "bool":
        return inline(TYPE.bool, Number(value.value));
      case "matrix4d":
        return placed(TYPE.matrix4d, 0n, () => data.float64s(value.value));
      case "token[]":
        return placed(TYPE.token, ARRAY, () => list(tokenNumbers(value.value)));
      case "int[]":
        return integers(value.value);
      case "float2[]":
        return vectors(TYPE.float2, value.value, 2);
      case "float3[]":
        return vectors(TYPE.float3, value.value, 3);
      default:
        return placed(TYPE[value.kind], 0n, () => data.float32s(value.value));
    }
  }

  return {
    write,
    // A double that a float can hold is kept as one.
    double: (value) => inline(TYPE.double, bitsOf(value)),
    specifierDef: () => inline(TYPE.specifier, 0),
    variability: (isUniform) => inline(TYPE.variability, Number(isUniform)),
    tokenVector: (texts) => placed(TYPE.tokenVector, 0n, () => list(tokenNumbers(texts))),
    prependedTokens: (texts) =>
      placed(TYPE.tokenListOp, 0n, () => {
        data.uint8(PREPENDED);
        list(tokenNumbers(texts));
      }),
    explicitPath: (path) =>
      placed(TYPE.pathListOp, 0n, () => {
        data.uint8(EXPLICIT);
        list([path]);
      }),
  };
}

function bitsOf(value: number): number {
  return new Uint32Array(new Float32Array([value]).buffer)[0] ?? 0;
}

export function createNumbering(first: readonly string[] = []): Numbering {
  const texts: string[] = [];
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const known = numbers.get(text);
    if (known !== undefined) return known;
    numbers.set(text, texts.length);
    texts.push(text);
    return texts.length - 1;
  };
  for (const text of first) numberOf(text);
  return { numberOf, texts };
}
