import { z } from "zod";
import { type ModelVersion, modelVersion } from "../../../rooms/protocol/goods.ts";

/** One version and whose it is. */
export type VersionPlace = { readonly brandId: string; readonly productId: string; readonly versionId: string };

/**
 * A version as it is stored. Whether it is on the shelf is told by its product alone, so that no two versions can
 * claim it.
 */
export const storedVersion = modelVersion.omit({ isOnShelf: true }).extend({
  /** Counts the writes; a write names the revision that it replaces. */
  revision: z.int().min(1),
  /** The uploaded file's name in the storage. */
  file: z.string(),
  /** How far the file's own unit is from the metre, as the brand confirmed it. */
  rescale: z.number().nullable(),
  /** The report's name in the storage. */
  reportFile: z.string().nullable(),
  /** Counts how often it was put into the queue; with the id it names the job. */
  run: z.int().min(0),
  /** Whoever prepares it now. What another one writes about it is not taken. */
  claim: z.string().nullable(),
  /** Whether it has become ready and nobody has looked yet whether it is to be put on the shelf. */
  awaitsShelf: z.boolean(),
  /** Whether everything else goes before it. */
  isLastInLine: z.boolean(),
});
export type StoredVersion = z.infer<typeof storedVersion>;

/** A version as it is told to others. @param shelvedId the version that is on the product's shelf */
export function tellVersion(stored: StoredVersion, shelvedId: string | undefined): ModelVersion {
  return modelVersion.parse({ ...stored, isOnShelf: stored.id === shelvedId });
}
