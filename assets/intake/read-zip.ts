import { crc32 } from "node:zlib";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { FILES_MAX, type ModelFiles, UNPACKED_BYTES_MAX } from "./model-files.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** Files that unpack to more than this many times their packed size are bombs, if they are large at all. */
const RATIO_MAX = 300;
const RATIO_MATTERS_BYTES = 16 * 1024 * 1024;

const FILE_TYPE_BITS = 0o170000;
const SYMBOLIC_LINK = 0o120000;

const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & FILE_TYPE_BITS) === SYMBOLIC_LINK;

const isBomb = ({ compressedSize, uncompressedSize }: Entry): boolean =>
  uncompressedSize > RATIO_MATTERS_BYTES && uncompressedSize > compressedSize * RATIO_MAX;

const bomb = (): Refusal =>
  refuse("ZIP_BOMB", "The zip unpacks to far more than any model needs (more than 512 MB, or 300 times its size).");

/** What is wrong with one entry, judged before any of it is unpacked. */
function judgeEntry(entry: Entry, name: string): Refusal | undefined {
  if (yauzl.validateFileName(name) !== null || name.includes("\0")) {
    return refuse("ZIP_NAME_UNSAFE", "The zip has a file whose name leads outside of it.", {
      where: name.slice(0, 200),
      fix: "Pack the folder again with the system's own zip function.",
    });
  }
  if (isLink(entry)) {
    return refuse("ZIP_LINK", "The zip has a link in place of a file.", {
      where: name.slice(0, 200),
      fix: "Replace links by the files that they mean and pack the folder again.",
    });
  }
  if (entry.isEncrypted()) return refuse("ZIP_ENCRYPTED", "The zip is protected by a password. Pack it without one.");
  return isBomb(entry) ? bomb() : undefined;
}

/** Reads the table of contents. Names are decoded here, so that a bad one is refused with a code of its own. */
async function listEntries(zip: ZipFile): Promise<Map<string, Entry> | Refusal> {
  if (zip.entryCount > FILES_MAX) {
    return refuse("TOO_MANY_FILES", `The zip has more than ${FILES_MAX} files. Pack only the model's own.`);
  }
  const entries = new Map<string, Entry>();
  let total = 0;
  for await (const entry of zip.eachEntry()) {
    const name = yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);
    const refusal = judgeEntry(entry, name);
    if (refusal) return refusal;
    total += entry.uncompressedSize;
    if (total > UNPACKED_BYTES_MAX) return bomb();
    if (!name.endsWith("/")) entries.set(name, entry);
  }
  return entries;
}

/** The library stops an entry that unpacks to more than it claims; the sum is checked here. */
async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const piece of await zip.openReadStreamPromise(entry)) pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  if (crc32(bytes) !== entry.crc32) throw new RangeError("A file in the zip is damaged.");
  return bytes;
}

const broken = (cause: unknown): Refusal =>
  refuse("ZIP_BROKEN", `The zip cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`, {
    fix: "Pack the folder again and send it again; it may have been cut short on its way.",
  });

/**
 * Opens a zip without unpacking it; files are unpacked into memory one by one as they are asked for, and `read` throws
 * where one is damaged. Refuses ZIP_BROKEN, ZIP_BOMB, ZIP_NAME_UNSAFE, ZIP_LINK, ZIP_ENCRYPTED and TOO_MANY_FILES.
 */
export async function openZip(path: string): Promise<{ readonly ok: true; readonly files: ModelFiles } | Refusal> {
  let zip: ZipFile;
  try {
    zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false });
  } catch (cause) {
    return broken(cause);
  }
  const entries = await listEntries(zip).catch(broken);
  if (!(entries instanceof Map)) {
    zip.close();
    return entries;
  }
  const read = async (name: string) => {
    const entry = entries.get(name);
    return entry && readEntry(zip, entry);
  };
  return { ok: true, files: { names: [...entries.keys()], read, close: () => zip.close() } };
}
