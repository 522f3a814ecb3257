import type { Product } from "../../rooms/protocol/catalog.ts";

/** Adds up how far the models of a showroom have come. */
export type LoadingTally = { readonly urls: readonly string[]; report(url: string, loadedBytes: number): void };

/** Counts each file once and never more than its size, which is known before it is fetched. */
export function createLoadingTally(
  products: ReadonlyMap<string, Product>,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): LoadingTally {
  const sizes = new Map<string, number>();
  for (const { model } of products.values()) if (model) sizes.set(model.url, model.measures.bytes);
  const loaded = new Map<string, number>();
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  return {
    urls: [...sizes.keys()],
    report(url, loadedBytes) {
      const size = sizes.get(url);
      // A model that came later, by hot swap, is no part of walking in.
      if (size === undefined) return;
      loaded.set(url, Math.min(size, loadedBytes));
      let sum = 0;
      for (const bytes of loaded.values()) sum += bytes;
      onProgress(sum, total);
    },
  };
}
