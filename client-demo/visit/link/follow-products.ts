import { effect } from "@preact/signals";
import { exhibits, products } from "../state/store.ts";
import { shop } from "./shop.ts";

/** Loads a product again when the room says that it changed; what cannot be loaded now is tried with the next change. */
export function followProducts(): () => void {
  const loading = new Set<string>();
  return effect(() => {
    for (const { productId, productRevision } of exhibits.value.values()) {
      const known = products.value.get(productId);
      if (!known || known.revision >= productRevision || loading.has(productId)) continue;
      loading.add(productId);
      shop
        .readProduct(productId)
        .then(({ product }) => {
          loading.delete(productId);
          products.value = new Map(products.value).set(productId, product);
        })
        .catch(() => loading.delete(productId));
    }
  });
}
