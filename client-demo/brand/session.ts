import { signal } from "@preact/signals";
import { createApi } from "../net/api.ts";
import { createMemberKey } from "../ui/member-key.ts";

export const brandKey = createMemberKey("brand");

/** The shop as the brand may use it. */
export const brandApi = createApi(() => brandKey.value.value);

/** Which page of the console is open. */
export type Place =
  | { readonly page: "products" }
  | { readonly page: "product"; readonly productId: string }
  | { readonly page: "orders" };

/** The open page, from the address: `#/products`, `#/products/<id>` or `#/orders`. */
export const place = signal(placeOf(location.hash));
addEventListener("hashchange", () => {
  // The skip link leads to a place on the page, not to another page.
  if (location.hash !== "#content") place.value = placeOf(location.hash);
});

export function addressOfProduct(productId: string): string {
  return `#/products/${productId}`;
}

function placeOf(hash: string): Place {
  if (hash === "#/orders") return { page: "orders" };
  const productId = /^#\/products\/([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1];
  return productId === undefined ? { page: "products" } : { page: "product", productId };
}
