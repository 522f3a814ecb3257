import type { PreparedFile } from "../../../assets/optimise/prepared.ts";
import { extensionOf, nameFile } from "../../storage/media-types.ts";
import type { Storage } from "../../storage/storage.ts";
import { keepCompressed } from "../delivery/compress-file.ts";
import type { PlacedFile } from "./compose-model.ts";

/**
 * Gives all prepared files to the storage. Nothing points at any of them yet: whoever is killed in between leaves
 * files that nobody knows, and the next try puts the same ones. @throws VitrineError STORAGE_FULL
 */
export async function placeFiles(storage: Storage, files: readonly PreparedFile[]): Promise<PlacedFile[]> {
  const placed: PlacedFile[] = [];
  for (const file of files) {
    const extension = extensionOf(file.contentType);
    const name = nameFile(file.hash, extension);
    // Pictures and USDZ are compressed by their nature.
    if (extension === "glb") await keepCompressed(storage, file.path, name);
    await storage.put(file.path, name);
    placed.push({ ...file, url: `/goods/${name}` });
  }
  return placed;
}
