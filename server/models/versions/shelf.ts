import type { Clock } from "../../../rooms/ports.ts";
import type { Model } from "../../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { Catalog } from "../../catalog/service.ts";
import type { Logger } from "../../process/log.ts";
import type { VersionStore } from "./store.ts";
import type { StoredVersion, VersionPlace } from "./stored-version.ts";
import type { VersionBook } from "./version-book.ts";
import { isUnfinished } from "./version-states.ts";

export type ShelfDeps = {
  readonly catalog: Catalog;
  readonly store: VersionStore;
  readonly book: VersionBook;
  readonly clock: Clock;
  readonly log: Logger;
};

/** Decides which version of a model stands on the shelf. Rooms are told by the change of the product. */
export type Shelf = {
  /** Puts a version on the shelf now, an older one too. @throws VitrineError NOT_FOUND, VERSION_NOT_READY */
  publish(place: VersionPlace): Promise<StoredVersion>;
  /**
   * Puts a version that has become ready on the shelf if its upload asked for that, unless a newer one stands there;
   * where it stands there already, what was made of it takes its place.
   */
  publishWhenReady(place: VersionPlace): Promise<void>;
  /** Notes that a version was put on the shelf. */
  noteShelved(place: VersionPlace): Promise<StoredVersion>;
  /** Publishes every version whose time has come. */
  publishDue(): Promise<void>;
};

/** The model of a version that may be put on the shelf. @throws VitrineError VERSION_NOT_READY */
export function requireModel(version: StoredVersion): Model {
  const { state, model } = version;
  if (model === null || isUnfinished(state) || state === "refused") throw new VitrineError("VERSION_NOT_READY");
  return model;
}

export function createShelf({ catalog, store, book, clock, log }: ShelfDeps): Shelf {
  const noteShelved = (place: VersionPlace) =>
    book.change(place, () => ({ publishedAt: new Date(clock.now()).toISOString(), publishAt: null }));

  const publish = async (place: VersionPlace): Promise<StoredVersion> => {
    const model = requireModel(await book.read(place));
    // The product first: should the server end in between, a time that was set is still there and it is done again.
    await catalog.replaceModel(place.brandId, place.productId, () => model);
    return noteShelved(place);
  };

  const isNewerThan = async (version: StoredVersion, place: VersionPlace, shelved: Model | null): Promise<boolean> => {
    if (!shelved?.versionId) return true;
    const other = await store.readVersion({ ...place, versionId: shelved.versionId });
    return other === null || version.number > other.number;
  };

  return {
    publish,
    noteShelved,
    async publishWhenReady(place) {
      const version = await book.read(place);
      if (version.state !== "ready" || version.model === null) return;
      const { model } = version;
      const { model: shelved } = await catalog.replaceModel(place.brandId, place.productId, async (current) => {
        if (current?.versionId === version.id) return model;
        const isWanted = version.publishWhenReady && (await isNewerThan(version, place, current));
        return isWanted ? model : null;
      });
      const isShelved = shelved?.versionId === version.id;
      const publishedAt = new Date(clock.now()).toISOString();
      await book.change(place, () => ({ awaitsShelf: false, ...(isShelved ? { publishedAt } : {}) }));
    },
    async publishDue() {
      for (const place of await store.listDue(clock.now())) {
        try {
          await publish(place);
        } catch (error) {
          if (!(error instanceof VitrineError) || error.code === "UNAVAILABLE") throw error;
          // Not ready, or its product is gone: it is not tried for ever.
          log.warn({ ...place, code: error.code }, "A version could not be published at its time");
          await book.change(place, () => ({ publishAt: null }));
        }
      }
    },
  };
}
