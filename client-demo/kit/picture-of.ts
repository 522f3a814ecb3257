import type { ModelPictures, Product } from "../../rooms/protocol/catalog.ts";

/** The pictures that show a product in one of its model's variants; those of the model as it is where there are none. */
export function pictureOf(product: Product, materialVariant: string | null): ModelPictures | null {
  const all = product.model?.outputs?.pictures ?? [];
  const of = (name: string | null) => all.find((each) => each.materialVariant === name);
  return of(materialVariant) ?? of(null) ?? null;
}
