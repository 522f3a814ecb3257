import { type GltfJson, isRecord, listOf } from "./gltf-json.ts";
import { mendJson } from "./mend-json.ts";
import type { Container } from "./read-container.ts";
import type { Resources } from "./read-resources.ts";
import { sniffMediaType } from "./sniff.ts";

type Json = Record<string, unknown>;

const padded = (length: number): number => Math.ceil(length / 4) * 4;

/** The bytes that a data URI carries. */
function readDataUri(uri: string): Uint8Array {
  const comma = uri.indexOf(",");
  const body = uri.slice(comma + 1);
  return /;base64$/i.test(uri.slice(0, comma)) ? Buffer.from(body, "base64") : Buffer.from(decodeURIComponent(body));
}

/** Collects the pieces of the binary chunk, each aligned to four bytes. */
function createChunk() {
  const pieces: Uint8Array[] = [];
  let length = 0;
  return {
    add(bytes: Uint8Array): number {
      const start = length;
      pieces.push(bytes, new Uint8Array(padded(bytes.byteLength) - bytes.byteLength));
      length += padded(bytes.byteLength);
      return start;
    },
    concat: (): Uint8Array => Buffer.concat(pieces),
  };
}

/** Where a buffer went: into the binary chunk at `offset`, or (a placeholder of meshopt) to another index. */
type Moved = { readonly index: number; readonly offset: number };

function moveView(view: Json, moved: ReadonlyMap<unknown, Moved>): Json {
  const to = moved.get(view.buffer);
  if (!to) return view;
  return { ...view, buffer: to.index, byteOffset: Number(view.byteOffset ?? 0) + to.offset };
}

/** EXT_meshopt_compression names the buffer of the compressed bytes beside that of the placeholder. */
function moveBufferView(view: Json, moved: ReadonlyMap<unknown, Moved>): Json {
  const { extensions } = view;
  if (!isRecord(extensions)) return moveView(view, moved);
  const inner = Object.entries(extensions).map(([name, value]) => [
    name,
    isRecord(value) && "buffer" in value ? moveView(value, moved) : value,
  ]);
  return { ...moveView(view, moved), extensions: Object.fromEntries(inner) };
}

function writeGlb(json: Json, bin: Uint8Array): Uint8Array {
  const text = Buffer.from(JSON.stringify(json));
  const jsonLength = padded(text.byteLength);
  const binLength = padded(bin.byteLength);
  const total = 12 + 8 + jsonLength + (binLength > 0 ? 8 + binLength : 0);
  const glb = Buffer.alloc(total);
  for (const [offset, value] of [0x46546c67, 2, total, jsonLength, 0x4e4f534a].entries()) {
    glb.writeUInt32LE(value, offset * 4);
  }
  glb.fill(0x20, 20, 20 + jsonLength);
  glb.set(text, 20);
  if (binLength > 0) {
    glb.writeUInt32LE(binLength, 20 + jsonLength);
    glb.writeUInt32LE(0x004e4942, 24 + jsonLength);
    glb.set(bin, 28 + jsonLength);
  }
  return glb;
}

type Chunk = ReturnType<typeof createChunk>;
type Load = (uri: string) => Uint8Array;

/** Moves every buffer that has bytes into the chunk; what is left are placeholders. */
function moveBuffers({ json, bin }: Container, chunk: Chunk, load: Load) {
  const moved = new Map<unknown, Moved>();
  const placeholders: GltfJson[] = [];
  for (const { index, item } of listOf(json, "buffers")) {
    const embedded = index === 0 ? bin : null;
    const data = typeof item.uri === "string" ? load(item.uri) : embedded;
    if (data) moved.set(index, { index: 0, offset: chunk.add(data) });
    else moved.set(index, { index: placeholders.push(item), offset: 0 });
  }
  return { moved, placeholders };
}

/** An image without a name keeps that of its file, by which the report speaks of it. */
function moveImage({ uri, ...image }: GltfJson, bufferViews: GltfJson[], chunk: Chunk, load: Load): GltfJson {
  if (typeof uri !== "string") return image;
  const data = load(uri);
  const view = { buffer: 0, byteOffset: chunk.add(data), byteLength: data.byteLength };
  const name = image.name ?? (uri.startsWith("data:") ? undefined : uri.split("/").at(-1));
  const mimeType = sniffMediaType(data) ?? image.mimeType;
  return { ...image, ...(name ? { name } : {}), mimeType, bufferView: bufferViews.push(view) - 1 };
}

/** The standard wants no list rather than an empty one. */
const withoutEmpty = (lists: Readonly<Record<string, readonly unknown[]>>): Json =>
  Object.fromEntries(Object.entries(lists).filter(([, list]) => list.length > 0));

/**
 * Packs a valid model with all of its files into one GLB, without decoding or re-encoding anything: buffers are strung
 * together in the binary chunk and images become buffer views. A GLB that refers to nothing and that every reader can
 * read is returned as it is.
 */
export function packGlb(container: Container, resources: Resources): Uint8Array {
  const { format, bytes, length } = container;
  const json = mendJson(container.json);
  const hasUris = ["buffers", "images"].some((key) => listOf(json, key).some(({ item }) => item.uri !== undefined));
  if (format === "glb" && !hasUris && json === container.json) return bytes.subarray(0, length);
  const chunk = createChunk();
  const load: Load = (uri) => resources.get(uri) ?? readDataUri(uri);
  const { moved, placeholders } = moveBuffers(container, chunk, load);
  const bufferViews = listOf(json, "bufferViews").map(({ item }) => moveBufferView(item, moved));
  const images = listOf(json, "images").map(({ item }) => moveImage(item, bufferViews, chunk, load));
  const binary = chunk.concat();
  const buffers = binary.byteLength > 0 ? [{ byteLength: binary.byteLength }, ...placeholders] : placeholders;
  const { buffers: _, bufferViews: __, images: ___, ...rest } = json;
  return writeGlb({ ...rest, ...withoutEmpty({ buffers, bufferViews, images }) }, binary);
}
