import { createReadStream, createWriteStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Config } from "../process/config.ts";
import { tellFullDisk } from "./full-disk.ts";
import { type Extension, MEDIA_TYPES } from "./media-types.ts";
import type { Storage } from "./storage.ts";

export type S3Settings = Pick<
  Config,
  "S3_ENDPOINT" | "S3_REGION" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY" | "S3_KEY_PREFIX"
> & { readonly S3_BUCKET: string };

/** Two minutes without a byte: the other side is gone. */
const SILENCE_MS = 120_000;
const CONNECT_MS = 10_000;

/** Files as objects of one bucket of Amazon S3 or of a server that speaks its language. */
export function createS3Storage(settings: S3Settings): Storage {
  const client = openClient(settings);
  const at = (name: string) => ({ Bucket: settings.S3_BUCKET, Key: `${settings.S3_KEY_PREFIX}${name}` });
  const statObject = async (name: string) => {
    const found = await client.send(new HeadObjectCommand(at(name))).catch(ignoreMissing);
    return found ? { bytes: found.ContentLength ?? 0 } : null;
  };
  const openObject: Storage["open"] = async (name, range) => {
    const Range = range && `bytes=${range.start}-${range.end}`;
    const found = await client.send(new GetObjectCommand({ ...at(name), Range })).catch(ignoreMissing);
    return found?.Body instanceof Readable ? found.Body : null;
  };
  return {
    stat: statObject,
    open: openObject,
    async put(path, name) {
      if (!(await statObject(name))) {
        const { size } = await stat(path);
        // An object appears whole or not at all. The name is the content's hash, so it may be kept by caches for ever.
        await client.send(
          new PutObjectCommand({
            ...at(name),
            Body: createReadStream(path),
            ContentLength: size,
            ContentType: mediaTypeOf(name),
            CacheControl: "public, max-age=31536000, immutable",
          }),
        );
      }
      await rm(path, { force: true });
    },
    async fetch(name, path) {
      const body = await openObject(name);
      if (!body) throw new VitrineError("NOT_FOUND");
      await tellFullDisk(() => pipeline(body, createWriteStream(path)));
    },
    async delete(name) {
      await client.send(new DeleteObjectCommand(at(name)));
    },
  };
}

function openClient({ S3_ENDPOINT, S3_REGION, S3_ACCESS_KEY_ID, S3_SECRET_ACCESS_KEY }: S3Settings): S3Client {
  const credentials =
    S3_ACCESS_KEY_ID !== undefined && S3_SECRET_ACCESS_KEY !== undefined
      ? { credentials: { accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY } }
      : {};
  return new S3Client({
    region: S3_REGION,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    // Servers of one's own are seldom set up to have the bucket in their host name.
    ...(S3_ENDPOINT === undefined ? {} : { endpoint: S3_ENDPOINT, forcePathStyle: true }),
    ...credentials,
  });
}

function mediaTypeOf(name: string): string {
  const extension = name.split(".")[1] ?? "bin";
  return MEDIA_TYPES[extension as Extension] ?? MEDIA_TYPES.bin;
}

function ignoreMissing(error: unknown): null {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404) return null;
  throw error;
}
