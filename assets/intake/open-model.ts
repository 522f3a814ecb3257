import { open, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { findModel } from "./find-model.ts";
import type { ModelFiles } from "./model-files.ts";
import { UNPACKED_BYTES_MAX } from "./model-files.ts";
import { explainRefusal, type OnDecoded, type OpenedModel, openBytes, type Surroundings } from "./open-bytes.ts";
import { isGlb } from "./read-container.ts";
import { openFolder, openSurroundings } from "./read-folder.ts";
import { openZip } from "./read-zip.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { isJsonObject, isZip, sniffKind } from "./sniff.ts";
import { validateApart, warmValidator } from "./validate-model.ts";

export type { OpenedModel } from "./open-bytes.ts";

/** A process that opens models from strangers must outlive the validator. */
const apart = (onDecoded: OnDecoded | undefined) => ({ run: validateApart, explains: true, onDecoded }) as const;

/** Opens the one model among files, whatever it is called. */
async function openAmong(files: ModelFiles, onDecoded: OnDecoded | undefined): Promise<OpenedModel | Refusal> {
  const found = findModel(files.names);
  if (!found.ok) return found;
  const bytes = await files.read(found.name);
  if (!bytes) return refuse("FILE_UNREADABLE", `${found.name} cannot be read.`);
  return openNamed(bytes, found.name, { files, folder: dirname(found.name), ...apart(onDecoded) });
}

/** Opens what is a model by its content; `name` only says what it was meant to be. */
async function openNamed(bytes: Uint8Array, name: string, around: Surroundings): Promise<OpenedModel | Refusal> {
  if (isGlb(bytes) || isJsonObject(bytes)) return openBytes(bytes, around);
  const refusal =
    bytes.byteLength === 0
      ? refuse("FILE_EMPTY", "The file is empty. Export it again, or send it again.")
      : refuseKind(bytes);
  const claimed = /\.(glb|gltf)$/i.exec(name)?.[1]?.toLowerCase();
  if (claimed !== "glb" && claimed !== "gltf") return refusal;
  return explainRefusal(refusal, { bytes, format: claimed }, around);
}

function refuseKind(bytes: Uint8Array): Refusal {
  const { name, advice } = sniffKind(bytes);
  return refuse("NOT_A_MODEL", `The file is ${name}. ${advice}`);
}

async function readWhole(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return await file.readFile();
  } finally {
    await file.close();
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

async function openFiles(
  opening: ReturnType<typeof openFolder>,
  onDecoded: OnDecoded | undefined,
): Promise<OpenedModel | Refusal> {
  const opened = await opening;
  if (!opened.ok) return opened;
  try {
    return await openAmong(opened.files, onDecoded);
  } catch (cause) {
    return refuse("ZIP_BROKEN", `The files cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`);
  } finally {
    opened.files.close();
  }
}

/**
 * Opens a model for the pipeline: a .glb, a .gltf in its folder, a folder or a .zip with one model in it, told apart by
 * content. Validates it with the Khronos validator, reads all of its files, decodes it. Never rejects because of what is
 * in a file: anything that must not or cannot be shown is refused with a code and a sentence (docs/goods.md lists them).
 * `onDecoded` may begin to work on what was decoded while the validator is still busy.
 * Only a file called .gltf may read others, and only below its own folder: give every stranger's file a folder of its own.
 */
export async function openModel(path: string, onDecoded?: OnDecoded): Promise<OpenedModel | Refusal> {
  warmValidator();
  const found = await stat(path).catch(() => undefined);
  if (!found) return refuse("FILE_NOT_FOUND", `There is no file ${basename(path)}.`);
  if (found.isDirectory()) return openFiles(openFolder(path), onDecoded);
  if (isZip(await readHead(path))) return openFiles(openZip(path), onDecoded);
  if (found.size > UNPACKED_BYTES_MAX) return refuse("TOO_MUCH_DATA", "The file is larger than 512 MB.");
  const isText = /\.gltf$/i.test(path);
  return openNamed(await readWhole(path), path, {
    files: isText ? openSurroundings(dirname(path)) : null,
    folder: "",
    ...apart(onDecoded),
  });
}
