import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, mkdtemp, open, readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { tellFullDisk } from "../../storage/full-disk.ts";
import { type Extension, nameFile } from "../../storage/media-types.ts";
import type { Storage } from "../../storage/storage.ts";

/** A file that lies here but is not yet kept. */
export type WeighedFile = {
  readonly path: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly bytes: number;
};

/** A file that has arrived; `discard` must be called whether it was kept or not. */
type ReceivedFile = WeighedFile & { discard(): Promise<void> };

/** A file that the storage has. */
export type KeptFile = { readonly name: string; readonly hash: string; readonly bytes: number; readonly url: string };

export type ModelFiles = {
  /** Writes a stream to disk while counting and hashing it. @throws VitrineError MODEL_TOO_LARGE, STORAGE_FULL */
  receive(body: Readable, maxBytes: number): Promise<ReceivedFile>;
  /** Counts and hashes a file that lies here already. */
  weigh(path: string): Promise<WeighedFile>;
  /** Gives a file to the storage under its hash; without an extension, under the one that its first bytes tell. */
  keep(file: WeighedFile, extension?: Extension): Promise<KeptFile>;
  /** Makes an empty folder to work in; whoever asks for it removes it. */
  openFolder(): Promise<string>;
  /** Removes folders in which nothing has happened for hours: whoever worked there was killed. */
  tidy(): Promise<void>;
};

const FOLDER = /^(?:upload|work)-/;
const FORSAKEN_MS = 6 * 60 * 60_000;

/** What arrives and what is worked on lies in folders of its own in `directory`, on the disk of the local storage. */
export function createModelFiles(directory: string, storage: Storage): ModelFiles {
  const openFolder = async (purpose: "upload" | "work") => {
    await mkdir(directory, { recursive: true });
    return tellFullDisk(() => mkdtemp(join(directory, `${purpose}-`)));
  };
  return {
    weigh: weighFile,
    openFolder: () => openFolder("work"),
    async receive(body, maxBytes) {
      const unfinished = await openFolder("upload");
      const path = join(unfinished, "model");
      const discard = () => rm(unfinished, { recursive: true, force: true });
      try {
        return { path, ...(await tellFullDisk(() => writeAndHash(body, path, maxBytes))), discard };
      } catch (error) {
        await discard();
        throw error;
      }
    },
    async keep({ path, hash, bytes }, extension) {
      const name = nameFile(hash, extension ?? (await sniffExtension(path)));
      await storage.put(path, name);
      return { name, hash, bytes, url: `/goods/${name}` };
    },
    async tidy() {
      const names = await readdir(directory).catch(() => []);
      for (const name of names.filter((each) => FOLDER.test(each))) {
        const path = join(directory, name);
        const found = await stat(path).catch(() => null);
        if (found && Date.now() - found.mtimeMs > FORSAKEN_MS) await rm(path, { recursive: true, force: true });
      }
    },
  };
}

async function writeAndHash(body: Readable, path: string, maxBytes: number): Promise<{ hash: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  const measured = async function* () {
    // The body stays open after a refusal: the answer must still reach the sender through the same connection.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new VitrineError("MODEL_TOO_LARGE");
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(measured, createWriteStream(path, { mode: 0o644 }));
  return { hash: hash.digest("hex"), bytes };
}

async function weighFile(path: string): Promise<WeighedFile> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return { path, hash: hash.digest("hex"), bytes: (await stat(path)).size };
}

/** Tells what a file is by how it begins; names and media types that senders give are not trusted. */
async function sniffExtension(path: string): Promise<Extension> {
  const handle = await open(path, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64), 0, 64, 0);
    const beginning = buffer.toString("latin1", 0, bytesRead);
    if (beginning.startsWith("glTF")) return "glb";
    if (beginning.startsWith("PK\u0003\u0004") || beginning.startsWith("PK\u0005\u0006")) return "zip";
    return /^(?:\u00ef\u00bb\u00bf)?\s*\{/.test(beginning) ? "gltf" : "bin";
  } finally {
    await handle.close();
  }
}
