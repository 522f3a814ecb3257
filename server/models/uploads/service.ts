import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Clock } from "../../../rooms/ports.ts";
import type { Model, ModelFinding, ModelMeasures, Product } from "../../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import type { Catalog } from "../../catalog/service.ts";
import type { Shelf } from "../versions/shelf.ts";
import { tellVersion } from "../versions/stored-version.ts";
import type { VersionBook } from "../versions/version-book.ts";
import type { KeptFile, ModelFiles, WeighedFile } from "./files.ts";

/** What the asset pipeline says about a file. */
export type Inspection =
  | { readonly ok: true; readonly measures: ModelMeasures; readonly findings: readonly ModelFinding[] }
  | { readonly ok: false; readonly findings: readonly ModelFinding[] };

export type ModelsDeps = {
  readonly catalog: Catalog;
  readonly files: ModelFiles;
  readonly book: VersionBook;
  readonly shelf: Pick<Shelf, "noteShelved">;
  readonly clock: Clock;
  readonly maxBytes: number;
  /** Says whether a file is fit to be shown; it must itself bound the time and memory that a file may take. */
  inspect(bytes: Uint8Array): Promise<Inspection>;
  /** Called when a version waits to be prepared. */
  onQueued(): void;
};

/** A model on its way in. */
type ModelUpload = {
  readonly body: Readable;
  /** The size that the sender announced, so that too large a file is refused unread. */
  readonly declaredBytes?: number;
  readonly fileName?: string;
  /** Whether every other model is prepared before it. */
  readonly isLastInLine?: boolean;
};

/** A finished upload that is to become a version. */
type NewVersion = {
  readonly fileName: string;
  readonly publishWhenReady: boolean;
  /** Made up unless given; the same id is added once. */
  readonly versionId?: string;
};

export type Models = {
  /**
   * Receives a GLB, checks it, keeps it and gives it to the product as a new version; running rooms swap it in. What
   * is made of it later takes its place by itself.
   * @throws VitrineError MODEL_TOO_LARGE, MODEL_INVALID with ModelFinding[] as details, NOT_FOUND, QUEUE_FULL, STORAGE_FULL
   */
  storeModel(brandId: string, productId: string, upload: ModelUpload): Promise<Product>;
  /**
   * Receives a file of any accepted kind as a new version, which is checked and prepared later.
   * @throws VitrineError MODEL_TOO_LARGE, NOT_FOUND, QUEUE_FULL, STORAGE_FULL
   */
  receiveVersion(brandId: string, productId: string, upload: ModelUpload, added: NewVersion): Promise<ModelVersion>;
  /** Makes a version of a file that has arrived; the file is gone afterwards. @throws as `receiveVersion` */
  addVersion(brandId: string, productId: string, path: string, added: NewVersion): Promise<ModelVersion>;
  /** Whether an upload for this product would be taken now. @throws VitrineError NOT_FOUND, QUEUE_FULL */
  assertWelcome(brandId: string, productId: string): Promise<void>;
  /** @throws VitrineError NOT_FOUND, MODEL_MISSING */
  readModel(brandId: string, productId: string): Promise<Model>;
};

const UNNAMED = "model.glb";

/** Where browsers find a model that was stored at once: the name is its content, so it may be cached for ever. */
function modelUrl(hash: string): string {
  return `/models/${hash}.glb`;
}

const originalOf = ({ hash, url, bytes }: KeptFile) => ({ hash, url, bytes });

export function createModels(deps: ModelsDeps): Models {
  const { catalog, files, book, shelf, clock, maxBytes, inspect, onQueued } = deps;
  const inspectInTurn = takeTurns(inspect);
  const assertWelcome = async (brandId: string, productId: string) => {
    await catalog.readProduct(brandId, productId);
    await book.assertRoom(brandId);
  };
  const receive = async (brandId: string, productId: string, { body, declaredBytes = 0 }: ModelUpload) => {
    await assertWelcome(brandId, productId);
    if (declaredBytes > maxBytes) throw new VitrineError("MODEL_TOO_LARGE");
    return files.receive(body, maxBytes);
  };
  const add = async (brandId: string, productId: string, weighed: WeighedFile, added: NewVersion) => {
    const kept = await files.keep(weighed);
    const version = await book.add({ brandId, productId, file: kept.name, original: originalOf(kept), ...added });
    onQueued();
    return tellVersion(version, undefined);
  };
  return {
    assertWelcome,
    async storeModel(brandId, productId, upload) {
      const received = await receive(brandId, productId, upload);
      try {
        const inspection = await inspectInTurn(await readFile(received.path));
        if (!inspection.ok) throw new VitrineError("MODEL_INVALID", inspection.findings);
        const kept = await files.keep(received, "glb");
        const { measures, findings } = inspection;
        const uploadedAt = new Date(clock.now()).toISOString();
        const url = modelUrl(kept.hash);
        const version = await book.add({
          brandId,
          productId,
          file: kept.name,
          fileName: upload.fileName ?? UNNAMED,
          original: originalOf(kept),
          publishWhenReady: true,
          isLastInLine: upload.isLastInLine ?? false,
          model: (versionId) => ({ hash: kept.hash, url, measures, findings: [...findings], uploadedAt, versionId }),
        });
        const product = await catalog.replaceModel(brandId, productId, () => version.model);
        await shelf.noteShelved({ brandId, productId, versionId: version.id });
        onQueued();
        return product;
      } finally {
        await received.discard();
      }
    },
    async receiveVersion(brandId, productId, upload, added) {
      const received = await receive(brandId, productId, upload);
      try {
        return await add(brandId, productId, received, added);
      } finally {
        await received.discard();
      }
    },
    async addVersion(brandId, productId, path, added) {
      await assertWelcome(brandId, productId);
      return add(brandId, productId, await files.weigh(path), added);
    },
    async readModel(brandId, productId) {
      const { model } = await catalog.readProduct(brandId, productId);
      if (model === null) throw new VitrineError("MODEL_MISSING");
      return model;
    },
  };
}

/** One inspection at a time: the rooms keep their processor, and many uploads at once need no more memory than one. */
function takeTurns<Input, Output>(work: (input: Input) => Promise<Output>): (input: Input) => Promise<Output> {
  let last: Promise<unknown> = Promise.resolve();
  return (input) => {
    const turn = last.then(() => work(input));
    last = turn.catch(() => undefined);
    return turn;
  };
}
