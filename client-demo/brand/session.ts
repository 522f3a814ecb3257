import { signal } from "@preact/signals";
import { createApi } from "../net/api.ts";
import { createMemberKey } from "../ui/member-key.ts";

export const brandKey = createMemberKey("brand");

/** The shop as the brand may use it. */
export const brandApi = createApi(() => brandKey.value.value);

/** The product whose page is open, from the address: `#/products/<id>`. */
export const openProductId = signal(productIdOf(location.hash));
addEventListener("hashchange", () => {
  // The skip link leads to a place on the page, not to another page.
  if (location.hash !== "#content") openProductId.value = productIdOf(location.hash);
});

export function addressOfProduct(productId: string): string {
  return `#/products/${productId}`;
}

function productIdOf(hash: string): string | null {
  return /^#\/products\/([A-Za-z0-9_-]{1,64})$/.exec(hash)?.[1] ?? null;
}
