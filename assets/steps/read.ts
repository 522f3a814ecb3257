import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "./findings.ts";

/** The parts of a glTF document that decide whether it may be decoded at all. Everything is untrusted. */
export type GltfHead = {
  readonly extensionsUsed: readonly string[];
};

/** More nodes than any product needs; the cost of walking a scene grows with them. */
const NODES_MAX = 20_000;

/** The deepest that nodes may be nested: validating a chain costs more than the square of its length. */
export const NODE_DEPTH_MAX = 256;

/** The most bytes that all accessors and compressed views together may claim to decode to. */
const DECODED_BYTES_MAX = 512 * 1024 * 1024;

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const COMPONENT_BYTES: Record<number, number> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
const ELEMENT_COMPONENTS: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 };

type Read = { readonly ok: true; readonly head: GltfHead } | { readonly ok: false; readonly finding: ModelFinding };

const refuse = (code: string, message: string, where?: string): Read => ({
  ok: false,
  finding: makeFinding("error", code, message, where),
});

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const listOf = (document: Record<string, unknown>, key: string): Record<string, unknown>[] => {
  const list = document[key];
  return Array.isArray(list) ? list.filter(isRecord) : [];
};

const naturalOr0 = (value: unknown): number => (typeof value === "number" && value > 0 ? value : 0);

/** 1e999 is valid JSON and reads as Infinity, at which the validator would fall over without an answer. */
function refuseInfinity(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new RangeError("Not finite.");
  return value;
}

function parseJsonChunk(bytes: Uint8Array): unknown {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(12, true);
  if (view.getUint32(16, true) !== JSON_CHUNK || 20 + length > bytes.byteLength) return undefined;
  try {
    return JSON.parse(
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(20, 20 + length)),
      refuseInfinity,
    );
  } catch {
    return undefined;
  }
}

/** The first buffer or image that is neither embedded nor a data URI, as a JSON pointer. */
function findExternalUri(document: Record<string, unknown>): string | undefined {
  for (const key of ["buffers", "images"]) {
    const index = listOf(document, key).findIndex(({ uri }) => typeof uri === "string" && !/^data:/i.test(uri));
    if (index >= 0) return `/${key}/${index}/uri`;
  }
  return undefined;
}

function claimedBytes(document: Record<string, unknown>): number {
  const accessors = listOf(document, "accessors").reduce((total, { count, componentType, type }) => {
    const components = ELEMENT_COMPONENTS[String(type)] ?? 16;
    return total + naturalOr0(count) * components * (COMPONENT_BYTES[Number(componentType)] ?? 4);
  }, 0);
  const compressed = listOf(document, "bufferViews").reduce((total, { extensions }) => {
    const claims = Object.values(isRecord(extensions) ? extensions : {}).filter(isRecord);
    return total + claims.reduce((sum, { count, byteStride }) => sum + naturalOr0(count) * naturalOr0(byteStride), 0);
  }, 0);
  return accessors + compressed;
}

type NodeList = readonly Record<string, unknown>[];

/** Each node's parent, or the node that claims a child which has one already. */
function findParents(nodes: NodeList): Map<unknown, number> | number {
  const parents = new Map<unknown, number>();
  for (const [parent, { children }] of nodes.entries()) {
    for (const child of Array.isArray(children) ? children : []) {
      if (parents.has(child)) return parent;
      parents.set(child, parent);
    }
  }
  return parents;
}

/** A circle counts as endlessly deep. */
function isTooDeep(node: number, parents: ReadonlyMap<unknown, number>): boolean {
  let depth = 0;
  for (let at = parents.get(node); at !== undefined && depth <= NODE_DEPTH_MAX; at = parents.get(at)) depth += 1;
  return depth > NODE_DEPTH_MAX;
}

/** What is wrong with how nodes hang together, or nothing. */
function judgeNodes(nodes: NodeList): Read | undefined {
  if (nodes.length > NODES_MAX) return refuse("TOO_MANY_NODES", `The model has more than ${NODES_MAX} nodes.`);
  const parents = findParents(nodes);
  if (typeof parents === "number")
    return refuse("NODE_PARENT_OVERRIDE", "A node has two parents.", `/nodes/${parents}`);
  const isDeep = nodes.some((_, node) => isTooDeep(node, parents));
  return isDeep ? refuse("NODES_TOO_DEEP", "Nodes form a circle or a very long chain.") : undefined;
}

/**
 * Reads the GLB container and its JSON, and refuses what must not be decoded: another format, a header that lies
 * about its length, resources outside the file, sizes that would exhaust memory. Touches no vertex and no pixel.
 */
export function readModel(bytes: Uint8Array): Read {
  if (bytes.byteLength < 20) return refuse("NOT_GLB", "The file is too short to be a GLB.");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== GLB_MAGIC) {
    return refuse("NOT_GLB", "The file is not a GLB. Export as glTF Binary (.glb) with everything embedded.");
  }
  if (view.getUint32(4, true) !== 2) return refuse("NOT_GLTF_2", "Only version 2 of glTF can be shown.");
  if (view.getUint32(8, true) !== bytes.byteLength) {
    return refuse("LENGTH_MISMATCH", "The file's header and its size disagree: it was cut short or appended to.");
  }
  const document = parseJsonChunk(bytes);
  if (!isRecord(document)) return refuse("JSON_UNREADABLE", "The GLB's JSON chunk cannot be read.");
  const external = findExternalUri(document);
  if (external) {
    return refuse("EXTERNAL_RESOURCE", "The model refers to a file outside itself. Embed everything.", external);
  }
  const tangled = judgeNodes(listOf(document, "nodes"));
  if (tangled) return tangled;
  if (claimedBytes(document) > DECODED_BYTES_MAX) {
    return refuse("TOO_MUCH_DATA", "The model's geometry decodes to more than 512 MB.");
  }
  const { extensionsUsed } = document;
  const used: unknown[] = Array.isArray(extensionsUsed) ? extensionsUsed : [];
  return { ok: true, head: { extensionsUsed: used.filter((name) => typeof name === "string") } };
}
