import { createReadStream, createWriteStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { constants, createBrotliCompress, createGzip } from "node:zlib";
import { tellFullDisk } from "../../storage/full-disk.ts";
import type { Storage } from "../../storage/storage.ts";
import { CODINGS, type Coding } from "./content-coding.ts";

/** A copy that saves less is not worth its place on the disk. */
const WORTHWHILE = 0.95;

/** Above this, the time that compression takes is better spent on the next model. */
const COMPRESSED_MAX_BYTES = 40_000_000;

/**
 * Keeps a file compressed beside itself in every coding that makes it at least five per cent smaller. Called before
 * the file itself is put: once that is there, so is the rest.
 */
export async function keepCompressed(storage: Storage, path: string, name: string): Promise<void> {
  // The same content may be listed twice: then the first put has taken the file already.
  if (await storage.stat(name)) return;
  const { size } = await stat(path);
  if (size > COMPRESSED_MAX_BYTES) return;
  for (const each of CODINGS) {
    const compressed = `${path}${each.suffix}`;
    await tellFullDisk(() => pipeline(createReadStream(path), openEncoder(each, size), createWriteStream(compressed)));
    // What pays least in one coding pays even less in the next.
    if ((await stat(compressed)).size > size * WORTHWHILE) return;
    await storage.put(compressed, `${name}${each.suffix}`);
  }
}

/** Brotli's best levels take ten times as long for two per cent more. */
const BROTLI_QUALITY = 9;

function openEncoder({ coding }: Coding, bytes: number) {
  if (coding === "gzip") return createGzip({ level: 9 });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_SIZE_HINT, BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS } = constants;
  return createBrotliCompress({
    params: {
      [BROTLI_PARAM_QUALITY]: BROTLI_QUALITY,
      [BROTLI_PARAM_SIZE_HINT]: bytes,
      [BROTLI_PARAM_LGWIN]: BROTLI_MAX_WINDOW_BITS,
    },
  });
}
