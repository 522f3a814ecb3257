import type { Config } from "../process/config.ts";
import { createLocalStorage } from "./local-storage.ts";
import type { Storage } from "./storage.ts";

/** The storage of the settings: the bucket of S3_BUCKET or, without one, a local folder. */
export async function openStorage(config: Config, directory: string): Promise<Storage> {
  const { S3_BUCKET } = config;
  if (S3_BUCKET === undefined) return createLocalStorage(directory);
  // Loaded only where it is used: the SDK is large.
  const { createS3Storage } = await import("./s3-storage.ts");
  return createS3Storage({ ...config, S3_BUCKET });
}
