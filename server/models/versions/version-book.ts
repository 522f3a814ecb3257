import { randomBytes } from "node:crypto";
import type { Clock } from "../../../rooms/ports.ts";
import type { Model } from "../../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { VersionStore } from "./store.ts";
import type { StoredVersion, VersionPlace } from "./stored-version.ts";

/** Versions of one brand that may wait or be prepared at a time; the next upload is refused. */
const UNFINISHED_MAX = 50;
/** Progress is written several times a second, so a change may come second now and then, never this often. */
const WRITE_ATTEMPTS = 20;

/** What is known of a new version. */
type VersionDraft = {
  readonly brandId: string;
  readonly productId: string;
  /** Made up unless given: one that is derived from the upload makes adding it twice harmless. */
  readonly versionId?: string;
  readonly fileName: string;
  readonly file: string;
  readonly original: StoredVersion["original"];
  readonly publishWhenReady: boolean;
  readonly isLastInLine?: boolean;
  readonly rescale?: number;
  /** What stands on the shelf until the version is ready. @param versionId its own id */
  readonly model?: (versionId: string) => Model;
};

/** The fields that a change sets; null leaves the version as it is. */
export type VersionChange = (current: StoredVersion) => Partial<StoredVersion> | null;

/** Reads and changes versions, each change as a whole and only where nobody came first. */
export type VersionBook = {
  /** @throws VitrineError NOT_FOUND */
  read(place: VersionPlace): Promise<StoredVersion>;
  /** Adds a version that is queued. @throws VitrineError QUEUE_FULL */
  add(draft: VersionDraft): Promise<StoredVersion>;
  /** @throws VitrineError NOT_FOUND, QUEUE_FULL */
  change(place: VersionPlace, change: VersionChange): Promise<StoredVersion>;
  /** @throws VitrineError QUEUE_FULL where the brand has as many unfinished versions as it may have */
  assertRoom(brandId: string): Promise<void>;
};

export function createVersionBook(store: VersionStore, clock: Clock): VersionBook {
  const now = () => new Date(clock.now()).toISOString();
  const read = async (place: VersionPlace): Promise<StoredVersion> => {
    const found = await store.readVersion(place);
    if (!found) throw new VitrineError("NOT_FOUND");
    return found;
  };
  return {
    read,
    async add(draft) {
      const place = { ...draft, versionId: draft.versionId ?? `mv_${randomBytes(9).toString("base64url")}` };
      for (let attempt = 1; attempt <= WRITE_ATTEMPTS; attempt++) {
        const known = await store.readVersion(place);
        if (known) return known;
        const number = await store.nextNumber(draft.brandId, draft.productId);
        const added = openVersion(draft, place, number, now());
        if (assertWritten(await store.writeVersion(place, added, 0, UNFINISHED_MAX))) return added;
      }
      throw new VitrineError("UNAVAILABLE");
    },
    async change(place, change) {
      for (let attempt = 1; attempt <= WRITE_ATTEMPTS; attempt++) {
        const current = await read(place);
        const changes = change(current);
        if (changes === null) return current;
        const next = { ...current, ...changes, revision: current.revision + 1, updatedAt: now() };
        if (assertWritten(await store.writeVersion(place, next, current.revision, UNFINISHED_MAX))) return next;
      }
      throw new VitrineError("UNAVAILABLE");
    },
    async assertRoom(brandId) {
      if ((await store.countUnfinished(brandId)) >= UNFINISHED_MAX) throw new VitrineError("QUEUE_FULL");
    },
  };
}

function openVersion(draft: VersionDraft, place: VersionPlace, number: number, now: string): StoredVersion {
  return {
    id: place.versionId,
    productId: place.productId,
    number,
    fileName: draft.fileName,
    state: "queued",
    stage: null,
    progress: 0,
    original: draft.original,
    refusal: null,
    model: draft.model?.(place.versionId) ?? null,
    publishWhenReady: draft.publishWhenReady,
    publishAt: null,
    publishedAt: null,
    createdAt: now,
    updatedAt: now,
    revision: 1,
    file: draft.file,
    rescale: draft.rescale ?? null,
    reportFile: null,
    run: 1,
    claim: null,
    awaitsShelf: false,
    isLastInLine: draft.isLastInLine ?? false,
  };
}

/** Whether it was written; false when somebody came first. */
function assertWritten(outcome: "ok" | "conflict" | "full"): boolean {
  if (outcome === "full") throw new VitrineError("QUEUE_FULL");
  return outcome === "ok";
}
