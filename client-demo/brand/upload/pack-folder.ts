import { Zip, ZipPassThrough } from "fflate";
import type { DroppedFile } from "./choose-bundle.ts";

/** Always the same, so that the same files pack to the same bytes and are stored once. */
const PACKED_AT = new Date(2020, 0, 1);

/**
 * Packs files into a zip without compressing them: textures are compressed already, and the server looks inside.
 * Files are read piece by piece; only the zip itself is held.
 * @throws when a file cannot be read, for instance because it was removed meanwhile
 */
export async function packFolder(files: readonly DroppedFile[]): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const finished = new Promise<void>((resolve, reject) => {
    const zip = new Zip((error, part, isLast) => {
      if (error) return reject(error);
      parts.push(part as Uint8Array<ArrayBuffer>);
      if (isLast) resolve();
    });
    addAll(zip, files).then(() => zip.end(), reject);
  });
  await finished;
  return new Blob(parts, { type: "application/zip" });
}

async function addAll(zip: Zip, files: readonly DroppedFile[]): Promise<void> {
  for (const { path, content } of files) {
    const entry = new ZipPassThrough(path);
    entry.mtime = PACKED_AT;
    zip.add(entry);
    const reader = content.stream().getReader();
    for (let read = await reader.read(); !read.done; read = await reader.read()) entry.push(read.value);
    entry.push(new Uint8Array(0), true);
  }
}
