import { createWriteStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { FileStore } from "@tus/file-store";
import { z } from "zod";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { id } from "../../../rooms/protocol/identity.ts";
import { isFullDisk } from "../../storage/full-disk.ts";

/** What the sender of a resumable upload says about it. */
export const uploadMetadata = z.object({
  productId: id,
  fileName: z.string().trim().min(1).max(255),
  publish: z.enum(["when-ready", "manual"]).default("manual"),
});

/** What is kept about an upload, from its beginning until it expires; the file itself may have gone on by then. */
const uploadRecord = z.object({ size: z.number(), metadata: uploadMetadata.extend({ brandId: id }) });
export type UploadRecord = z.infer<typeof uploadRecord>;

/** How long an upload may take, and how long it is answered what became of it. */
const EXPIRES_MS = 24 * 60 * 60_000;

/** Uploads of one brand that may be under way at a time. */
const UNFINISHED_UPLOADS_MAX = 20;

/** Uploads in a folder: for each a file of what has arrived and a small one of what is known. */
export class UploadStore extends FileStore {
  constructor(directory: string) {
    super({ directory, expirationPeriodInMilliseconds: EXPIRES_MS });
    // Not with an unknown length: what is too large is to be refused before it is sent.
    this.extensions = ["creation", "creation-with-upload", "termination", "expiration"];
  }

  pathOf(uploadId: string): string {
    return join(this.directory, uploadId);
  }

  /** @throws VitrineError NOT_FOUND */
  async readRecord(uploadId: string): Promise<UploadRecord> {
    const parsed = uploadRecord.safeParse(await this.configstore.get(uploadId));
    if (!parsed.success) throw new VitrineError("NOT_FOUND");
    return parsed.data;
  }

  /** Bytes that have arrived; null when the file has gone on. */
  async countArrived(uploadId: string): Promise<number | null> {
    const found = await stat(this.pathOf(uploadId)).catch(() => null);
    return found?.size ?? null;
  }

  /** @throws VitrineError QUEUE_FULL where too many uploads of the brand are under way */
  async assertRoom(brandId: string): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    const under = names.filter((name) => !name.endsWith(".json"));
    const records = await Promise.all(under.map((name) => this.readRecord(name).catch(() => null)));
    const own = records.filter((record) => record?.metadata.brandId === brandId);
    if (own.length >= UNFINISHED_UPLOADS_MAX) throw new VitrineError("QUEUE_FULL");
  }

  override async remove(uploadId: string): Promise<void> {
    for (const path of [this.pathOf(uploadId), `${this.pathOf(uploadId)}.json`]) await rm(path, { force: true });
  }

  /** Writes what arrives. An upload that there is no room for is dropped, so that it does not fill what is left. */
  override async write(body: Readable, uploadId: string, offset: number): Promise<number> {
    const file = createWriteStream(this.pathOf(uploadId), { flags: "r+", start: offset });
    try {
      await pipeline(body, file);
    } catch (error) {
      if (!isFullDisk(error)) throw error;
      await this.remove(uploadId);
      throw new VitrineError("STORAGE_FULL");
    }
    return offset + file.bytesWritten;
  }

  /** Removes what has expired. */
  async tidy(): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names.filter((each) => each.endsWith(".json"))) {
      const found = await stat(join(this.directory, name)).catch(() => null);
      if (found && Date.now() - found.mtimeMs > EXPIRES_MS) await this.remove(name.slice(0, -".json".length));
    }
  }
}
