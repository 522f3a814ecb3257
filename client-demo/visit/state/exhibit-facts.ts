import { OPEN_ANIMATION, type Product, type Variant } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitView } from "../../sdk/room-views.ts";
import { exhibits, products, stock, visitors } from "./store.ts";

/** An exhibit with everything that is said about it, or null while any of it is missing. */
export type ExhibitFacts = {
  readonly exhibit: ExhibitView;
  readonly product: Product;
  readonly variant: Variant;
  /** Name of the holder, "" when nobody holds it. */
  readonly holderName: string;
  readonly isHeldBySelf: boolean;
  readonly canOpen: boolean;
};

/** Reads signals: a component that calls it is drawn again when any of the facts changes. */
export function readExhibit(exhibitId: string | null): ExhibitFacts | null {
  const exhibit = exhibitId === null ? undefined : exhibits.value.get(exhibitId);
  const product = exhibit && products.value.get(exhibit.productId);
  const variant = product?.variants.find((each) => each.id === exhibit?.variantId) ?? product?.variants[0];
  if (!exhibit || !product || !variant) return null;
  // A crowd comes and goes: who does not look at people is not told of them.
  const holder = exhibit.heldBy === "" ? undefined : visitors.value.get(exhibit.heldBy);
  return {
    exhibit,
    product,
    variant,
    holderName: exhibit.heldBy === "" ? "" : (holder?.name ?? "Somebody"),
    isHeldBySelf: holder?.isSelf ?? false,
    canOpen: product.model?.measures.animations.includes(OPEN_ANIMATION) ?? false,
  };
}

/** Units left: live from the room, else as the catalog last said. */
export function stockOf(variant: Variant): number {
  return stock.value.get(variant.id) ?? variant.stock;
}
