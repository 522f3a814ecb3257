import type { Clock } from "../../../rooms/ports.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { ModelVersion, ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import type { Catalog } from "../../catalog/service.ts";
import type { Storage } from "../../storage/storage.ts";
import { readReport } from "./report-files.ts";
import { requireModel, type Shelf } from "./shelf.ts";
import type { VersionStore } from "./store.ts";
import { type StoredVersion, tellVersion, type VersionPlace } from "./stored-version.ts";
import type { VersionBook } from "./version-book.ts";
import { canBecome, isUnfinished } from "./version-states.ts";

export type VersionsDeps = {
  readonly catalog: Catalog;
  readonly store: VersionStore;
  readonly book: VersionBook;
  readonly shelf: Pick<Shelf, "publish">;
  readonly storage: Storage;
  readonly clock: Clock;
  /** Called when a version waits to be prepared. */
  onQueued(): void;
};

/** The versions of a product's model, as a brand handles them. Each throws VitrineError NOT_FOUND for what is not there. */
export type Versions = {
  /** Newest first. */
  list(brandId: string, productId: string): Promise<ModelVersion[]>;
  read(place: VersionPlace): Promise<ModelVersionDetail>;
  /**
   * Puts it on the shelf: now, or at a time that is to come. Rolling back is publishing an older one.
   * @throws VitrineError VERSION_NOT_READY
   */
  publish(place: VersionPlace, at?: string): Promise<ModelVersion>;
  /** Takes back the time at which it was to be published. */
  unschedule(place: VersionPlace): Promise<ModelVersion>;
  /** Takes it out of the queue or, within a second, ends the work on it. @throws VitrineError VERSION_DONE */
  cancel(place: VersionPlace): Promise<ModelVersion>;
  /** Queues it once more after it was refused, failed or cancelled. @throws VitrineError VERSION_DONE, QUEUE_FULL */
  retry(place: VersionPlace): Promise<ModelVersion>;
  /** Queues a new version of the same file, scaled by what the brand says its unit is. @throws VitrineError QUEUE_FULL */
  rescale(place: VersionPlace, factor: number): Promise<ModelVersion>;
};

export function createVersions(deps: VersionsDeps): Versions {
  const { catalog, store, book, shelf, storage, clock, onQueued } = deps;
  const tell = async ({ brandId, productId }: VersionPlace, version: StoredVersion) => {
    const { model } = await catalog.readProduct(brandId, productId);
    return tellVersion(version, model?.versionId);
  };
  return {
    async list(brandId, productId) {
      const { model } = await catalog.readProduct(brandId, productId);
      return (await store.readVersions(brandId, productId)).map((each) => tellVersion(each, model?.versionId));
    },
    async read(place) {
      const version = await book.read(place);
      const report = version.reportFile === null ? null : await readReport(storage, version.reportFile);
      return { ...(await tell(place, version)), report };
    },
    async publish(place, at) {
      const isLater = at !== undefined && Date.parse(at) > clock.now();
      if (!isLater) return tell(place, await shelf.publish(place));
      const publishAt = new Date(at).toISOString();
      return tell(place, await book.change(place, (version) => requireModel(version) && { publishAt }));
    },
    async unschedule(place) {
      return tell(
        place,
        await book.change(place, ({ publishAt }) => (publishAt === null ? null : { publishAt: null })),
      );
    },
    async cancel(place) {
      const cancelled = await book.change(place, ({ state }) => {
        if (!isUnfinished(state)) throw new VitrineError("VERSION_DONE");
        return { state: "cancelled", stage: null, progress: 0, claim: null };
      });
      return tell(place, cancelled);
    },
    async retry(place) {
      const queued = await book.change(place, ({ state, run }) => {
        if (!canBecome(state, "queued") || isUnfinished(state)) throw new VitrineError("VERSION_DONE");
        return { state: "queued", stage: null, progress: 0, refusal: null, claim: null, run: run + 1 };
      });
      onQueued();
      return tell(place, queued);
    },
    async rescale(place, factor) {
      const { file, fileName, original, publishWhenReady } = await book.read(place);
      const { brandId, productId } = place;
      const added = await book.add({ brandId, productId, file, fileName, original, publishWhenReady, rescale: factor });
      onQueued();
      return tell(place, added);
    },
  };
}
