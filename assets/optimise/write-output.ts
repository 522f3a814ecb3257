import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fingerprint } from "../intake/fingerprint.ts";
import type { PreparedFile } from "./prepared.ts";

type About = Omit<PreparedFile, "path" | "hash" | "bytes" | "contentType">;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  glb: "model/gltf-binary",
  usdz: "model/vnd.usdz+zip",
  webp: "image/webp",
};

/** Writes one file into the directory and says what it is. The name's ending decides its type. */
export async function writeOutput(
  directory: string,
  name: string,
  bytes: Uint8Array,
  about: About,
): Promise<PreparedFile> {
  const path = join(directory, name);
  await writeFile(path, bytes);
  const contentType = CONTENT_TYPES[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
  return { ...about, path, hash: fingerprint(bytes), bytes: bytes.byteLength, contentType };
}
