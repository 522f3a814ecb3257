import { readFile } from "node:fs/promises";
import type { Readable } from "node:stream";
import type { Clock } from "../../rooms/ports.ts";
import type { Model, ModelFinding, ModelMeasures, Product } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Catalog } from "../catalog/service.ts";
import type { ModelFiles } from "./files.ts";

/** What the asset pipeline says about a file. */
type Inspection =
  | { readonly ok: true; readonly measures: ModelMeasures; readonly findings: readonly ModelFinding[] }
  | { readonly ok: false; readonly findings: readonly ModelFinding[] };

export type ModelsDeps = {
  readonly catalog: Catalog;
  readonly files: ModelFiles;
  readonly clock: Clock;
  readonly maxBytes: number;
  /** Says whether a file is fit to be shown; it must itself bound the time and memory that a file may take. */
  inspect(bytes: Uint8Array): Promise<Inspection>;
};

export type Models = {
  /**
   * Receives a model, checks it, keeps it and gives it to the product; running rooms swap it in.
   * @param declaredBytes the size that the sender announced, so that too large a file is refused unread
   * @throws VitrineError MODEL_TOO_LARGE, MODEL_INVALID with ModelFinding[] as details, NOT_FOUND
   */
  storeModel(brandId: string, productId: string, body: Readable, declaredBytes?: number): Promise<Product>;
  /** @throws VitrineError NOT_FOUND, MODEL_MISSING */
  readModel(brandId: string, productId: string): Promise<Model>;
};

/** Where browsers find a model: the name is its content, so it may be cached for ever. */
function modelUrl(hash: string): string {
  return `/models/${hash}.glb`;
}

export function createModels({ catalog, files, clock, maxBytes, inspect }: ModelsDeps): Models {
  const inspectInTurn = takeTurns(inspect);
  return {
    async storeModel(brandId, productId, body, declaredBytes = 0) {
      await catalog.readProduct(brandId, productId);
      if (declaredBytes > maxBytes) throw new VitrineError("MODEL_TOO_LARGE");
      const received = await files.receive(body, maxBytes);
      try {
        const inspection = await inspectInTurn(await readFile(received.path));
        if (!inspection.ok) throw new VitrineError("MODEL_INVALID", inspection.findings);
        await received.keep();
        const { hash } = received;
        const { measures, findings } = inspection;
        const uploadedAt = new Date(clock.now()).toISOString();
        const model: Model = { hash, url: modelUrl(hash), measures, findings: [...findings], uploadedAt };
        return await catalog.setModel(brandId, productId, model);
      } finally {
        await received.discard();
      }
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
