import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Model, ModelOutputs } from "../../rooms/protocol/catalog.ts";
import { FIXTURE } from "./fixture-shop.ts";
import type { RunningApp } from "./start-app.ts";

/** A file in the store, with its address. */
type KeptFile = { readonly hash: string; readonly url: string; readonly bytes: number };

/** What the room is given to show: the model, its coarser levels with the shares up to which they are good, and more. */
export type ShelfContent = {
  readonly best: Uint8Array;
  readonly levels?: readonly { readonly glb: Uint8Array; readonly screenShare: number }[];
  readonly measures?: Partial<Model["measures"]>;
  readonly outputs?: Partial<ModelOutputs>;
};

/** Keeps a file as the pipeline would. */
async function keepFile({ app }: RunningApp, bytes: Uint8Array, extension: string): Promise<KeptFile> {
  const hash = createHash("sha256").update(bytes).digest("hex");
  const folder = await mkdtemp(join(tmpdir(), "vitrine-keep-"));
  const path = join(folder, `file.${extension}`);
  await writeFile(path, bytes);
  await app.shop.storage.put(path, `${hash}.${extension}`);
  await rm(folder, { recursive: true, force: true });
  return { hash, url: `/goods/${hash}.${extension}`, bytes: bytes.byteLength };
}

/** Puts finished files on the shelf of a product, without the minutes that making them would take. */
export async function putOnShelf(
  running: RunningApp,
  productId: string,
  { best, levels = [], measures, outputs }: ShelfContent,
  brandId: string = FIXTURE.brandId,
): Promise<Model> {
  const { hash, url, bytes } = await keepFile(running, best, "glb");
  const kept = await Promise.all(
    levels.map(async ({ glb, screenShare }) => {
      const file = await keepFile(running, glb, "glb");
      return { url: file.url, bytes: file.bytes, triangles: 0, screenShare };
    }),
  );
  const { model } = await running.app.shop.catalog.replaceModel(brandId, productId, (current) => {
    if (!current) throw new Error(`${productId} has no model to start from`);
    return {
      ...current,
      ...{ hash, url },
      measures: { ...current.measures, bytes, ...measures },
      outputs: { levels: kept, desktop: null, ar: null, usdz: [], pictures: [], ...outputs },
    };
  });
  if (!model) throw new Error(`${productId} got no model`);
  return model;
}
