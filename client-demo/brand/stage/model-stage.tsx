import { useState } from "preact/hooks";
import { OPEN_ANIMATION, type Product } from "../../../rooms/protocol/catalog.ts";
import { ProductStage } from "../../scene/view/product-stage.tsx";

/** The model as visitors will see it, with a button for each variant and its lid, if it has one. */
export function ModelStage({ product }: { readonly product: Product }) {
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = product.variants.find((each) => each.id === chosenId) ?? product.variants[0];
  const canOpen = product.model?.measures.animations.includes(OPEN_ANIMATION) ?? false;
  return (
    <div class="model-stage">
      <ProductStage product={product} materialVariant={chosen?.materialVariant ?? null} isOpen={isOpen} />
      {product.model ? (
        <div class="stage-buttons">
          {product.variants.map((variant) => (
            <button
              key={variant.id}
              type="button"
              class="button chip"
              aria-pressed={variant.id === chosen?.id}
              onClick={() => setChosenId(variant.id)}
            >
              <span class="swatch" style={variant.swatch ? { background: variant.swatch } : {}} aria-hidden="true" />
              {variant.name}
            </button>
          ))}
          {canOpen ? (
            <button type="button" class="button chip" aria-pressed={isOpen} onClick={() => setOpen(!isOpen)}>
              Open
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
