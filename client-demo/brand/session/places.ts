import { signal } from "@preact/signals";

/** Which page of the console is open. */
export type Place =
  | { readonly page: "products" }
  | { readonly page: "product"; readonly productId: string }
  | { readonly page: "version"; readonly productId: string; readonly versionId: string }
  | { readonly page: "layout"; readonly showroomId: string | null }
  | { readonly page: "orders" }
  | { readonly page: "members" };

/** Addresses after the `#`, the more special ones first. */
const ADDRESSES: readonly (readonly [RegExp, (found: Readonly<Record<string, string>>) => Place])[] = [
  [
    /^#\/layout(?:\/(?<showroomId>[\w-]{1,64}))?$/,
    ({ showroomId }) => ({ page: "layout", showroomId: showroomId ?? null }),
  ],
  [/^#\/orders$/, () => ({ page: "orders" })],
  [/^#\/people$/, () => ({ page: "members" })],
  [
    /^#\/products\/(?<productId>[\w-]{1,64})\/versions\/(?<versionId>[\w-]{1,64})$/,
    ({ productId = "", versionId = "" }) => ({ page: "version", productId, versionId }),
  ],
  [/^#\/products\/(?<productId>[\w-]{1,64})$/, ({ productId = "" }) => ({ page: "product", productId })],
];

/** The page at an address; whatever is no address leads to the products. */
function placeOf(hash: string): Place {
  for (const [pattern, open] of ADDRESSES) {
    const found = pattern.exec(hash);
    if (found) return open(found.groups ?? {});
  }
  return { page: "products" };
}

/** The open page. */
export const place = signal(placeOf(location.hash));
addEventListener("hashchange", () => {
  // The skip link leads to a place on the page, not to another page.
  if (location.hash !== "#content") place.value = placeOf(location.hash);
});

export function addressOfProduct(productId: string): string {
  return `#/products/${productId}`;
}

export function addressOfVersion(productId: string, versionId: string): string {
  return `#/products/${productId}/versions/${versionId}`;
}

export function addressOfLayout(showroomId: string): string {
  return `#/layout/${showroomId}`;
}
