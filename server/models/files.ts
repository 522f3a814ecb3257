import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { VitrineError } from "../../rooms/protocol/errors.ts";

/** A file that has arrived but is not yet accepted; one of `keep` and `discard` must be called. */
type ReceivedFile = {
  readonly path: string;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  keep(): Promise<void>;
  discard(): Promise<void>;
};

export type ModelFiles = {
  /** Directory of the accepted files, each named `<hash>.glb`. */
  readonly directory: string;
  /** Writes a stream to disk while counting and hashing it. @throws VitrineError MODEL_TOO_LARGE */
  receive(body: Readable, maxBytes: number): Promise<ReceivedFile>;
};

/** Content-addressed files in `<dataDirectory>/models`; what is being received lies in a folder of its own until then. */
export function createModelFiles(dataDirectory: string): ModelFiles {
  const directory = join(dataDirectory, "models");
  return {
    directory,
    async receive(body, maxBytes) {
      await mkdir(directory, { recursive: true });
      const unfinished = await mkdtemp(join(directory, "upload-"));
      const path = join(unfinished, "model.glb");
      const discard = () => rm(unfinished, { recursive: true, force: true });
      try {
        const hash = await writeAndHash(body, path, maxBytes);
        const keep = async () => {
          // Replaces a file of the same name by the same bytes, in one step, so that no reader ever sees half of it.
          await rename(path, join(directory, `${hash}.glb`));
          await discard();
        };
        return { path, hash, keep, discard };
      } catch (error) {
        await discard();
        throw error;
      }
    },
  };
}

async function writeAndHash(body: Readable, path: string, maxBytes: number): Promise<string> {
  const hash = createHash("sha256");
  const measured = async function* () {
    let bytes = 0;
    // The body stays open after a refusal: the answer must still reach the sender through the same connection.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw new VitrineError("MODEL_TOO_LARGE");
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(measured, createWriteStream(path, { mode: 0o644 }));
  return hash.digest("hex");
}
