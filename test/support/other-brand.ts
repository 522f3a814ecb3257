import type { ProductEdit } from "../../rooms/protocol/catalog.ts";
import { makeMemberKey, registerMemberKey } from "../../server/identity/member-keys.ts";
import type { RunningApp } from "./start-app.ts";

/** A brand beside the fixture's, with one product and the key of its editor. */
export type OtherBrand = { readonly brandId: string; readonly productId: string; readonly key: string };

/** Adds a brand to a running shop. */
export async function addBrand({ app }: RunningApp, brandId: string): Promise<OtherBrand> {
  const { showrooms, catalog, identityStore } = app.shop;
  await showrooms.addBrand({ id: brandId, name: brandId });
  const key = makeMemberKey("brand");
  await registerMemberKey(key, { role: "brand-editor", brandId }, identityStore);
  const variant = { sku: "ONE", name: "One", priceMinor: 1_000, currency: "EUR", stock: 1 };
  const edit: ProductEdit = {
    name: "Shelf",
    tagline: "",
    description: "",
    category: "furniture",
    variants: [{ id: `${brandId}-one`, ...variant }],
  };
  const { id: productId } = await catalog.createProduct(brandId, edit, `${brandId}-shelf`);
  return { brandId, productId, key };
}
