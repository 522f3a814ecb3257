import { type GltfJson, isRecord } from "./gltf-json.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** A model file taken apart without touching what it describes. */
export type Container = {
  readonly ok: true;
  readonly format: "glb" | "gltf";
  readonly json: GltfJson;
  /** The GLB's binary chunk, if it has one. */
  readonly bin: Uint8Array | null;
  /** The whole file, which may go on after the end that its header claims. */
  readonly bytes: Uint8Array;
  /** Where the header says that the file ends. */
  readonly length: number;
};

const GLB_MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const BIN_CHUNK = 0x004e4942;
const HEADER_BYTES = 12;
const CHUNK_HEADER_BYTES = 8;

/** 1e999 is valid JSON and reads as Infinity, at which the validator would fall over without an answer. */
function refuseInfinity(_key: string, value: unknown): unknown {
  if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY) throw new RangeError("Not finite.");
  return value;
}

function parseJson(bytes: Uint8Array): GltfJson | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), refuseInfinity);
    return isRecord(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

/** Whether bytes begin as a GLB does. */
export function isGlb(bytes: Uint8Array): boolean {
  return bytes.byteLength >= 4 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === GLB_MAGIC;
}

const unreadable = (): Refusal =>
  refuse("JSON_UNREADABLE", "The file's description of the model (its JSON) cannot be read. Export it again.");

const refuseVersion = (version: unknown): Refusal =>
  refuse("NOT_GLTF_2", `The file is glTF ${version}. Only version 2.0 can be shown: export as glTF 2.0.`);

function readGlb(file: Uint8Array): Container | Refusal {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < HEADER_BYTES + CHUNK_HEADER_BYTES) {
    return refuse("LENGTH_MISMATCH", "The file ends inside its own header: it was cut short. Send it again.");
  }
  const version = view.getUint32(4, true);
  if (version !== 2) return refuseVersion(version);
  const length = view.getUint32(8, true);
  const jsonEnd = HEADER_BYTES + CHUNK_HEADER_BYTES + view.getUint32(HEADER_BYTES, true);
  if (length > file.byteLength || jsonEnd > length) {
    return refuse("LENGTH_MISMATCH", "The file's header and its size disagree: it was cut short. Send it again.");
  }
  const claimed = file.subarray(0, length);
  if (view.getUint32(HEADER_BYTES + 4, true) !== JSON_CHUNK) return unreadable();
  const json = parseJson(claimed.subarray(HEADER_BYTES + CHUNK_HEADER_BYTES, jsonEnd));
  if (!json) return unreadable();
  return { ok: true, format: "glb", json, bin: findBin(claimed, jsonEnd), bytes: file, length };
}

/** The standard allows the binary chunk only right after the JSON; chunks of unknown types behind it are passed over. */
function findBin(bytes: Uint8Array, start: number): Uint8Array | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (start + CHUNK_HEADER_BYTES > bytes.byteLength || view.getUint32(start + 4, true) !== BIN_CHUNK) return null;
  const begin = start + CHUNK_HEADER_BYTES;
  return bytes.subarray(begin, Math.min(bytes.byteLength, begin + view.getUint32(start, true)));
}

/** The version without which the document says that it cannot be read, where that is not 2.0. */
function claimsOtherVersion(json: GltfJson): string | undefined {
  const asset = isRecord(json.asset) ? json.asset : {};
  const { version, minVersion = version } = asset;
  const isVersion = (value: unknown): value is string => typeof value === "string" && /^\d+\.\d+$/.test(value);
  if (isVersion(version) && !version.startsWith("2.")) return version;
  return isVersion(minVersion) && asset.minVersion !== undefined && minVersion !== "2.0" ? minVersion : undefined;
}

/**
 * Takes a GLB or a .gltf apart. Refuses LENGTH_MISMATCH, NOT_GLTF_2 and JSON_UNREADABLE; whether the JSON makes sense is
 * not looked at.
 */
export function readContainer(file: Uint8Array): Container | Refusal {
  const container = isGlb(file) ? readGlb(file) : readText(file);
  if (!container.ok) return container;
  const other = claimsOtherVersion(container.json);
  return other === undefined ? container : refuseVersion(other);
}

function readText(bytes: Uint8Array): Container | Refusal {
  const json = parseJson(bytes);
  return json ? { ok: true, format: "gltf", json, bin: null, bytes, length: bytes.byteLength } : unreadable();
}
