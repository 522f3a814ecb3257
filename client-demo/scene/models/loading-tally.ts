import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { listDetailSteps } from "./detail-steps.ts";

/** Adds up how far the first sight of a showroom's models has come. */
export type LoadingTally = {
  /** The coarsest file of each model, those nearest to the entrance first. */
  readonly urls: readonly string[];
  report(url: string, loadedBytes: number): void;
};

/** Counts each file once and never more than its size, which is known before it is fetched. */
export function createLoadingTally(
  { entrance, exhibits }: ShowroomLayout,
  products: ReadonlyMap<string, Product>,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): LoadingTally {
  const sizes = new Map<string, number>();
  const fromEntrance = (each: { readonly transform: { readonly x: number; readonly z: number } }) =>
    Math.hypot(each.transform.x - entrance.x, each.transform.z - entrance.z);
  for (const { productId } of [...exhibits].sort((one, other) => fromEntrance(one) - fromEntrance(other))) {
    const [first] = listDetailSteps(products.get(productId)?.model ?? null);
    if (first) sizes.set(first.url, first.bytes);
  }
  const loaded = new Map<string, number>();
  const total = [...sizes.values()].reduce((sum, bytes) => sum + bytes, 0);
  return {
    urls: [...sizes.keys()],
    report(url, loadedBytes) {
      const size = sizes.get(url);
      // Finer levels, and models that come later by hot swap, are no part of walking in.
      if (size === undefined) return;
      loaded.set(url, Math.min(size, loadedBytes));
      let sum = 0;
      for (const bytes of loaded.values()) sum += bytes;
      onProgress(sum, total);
    },
  };
}
