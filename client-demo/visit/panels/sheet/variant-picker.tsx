import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";
import { formatPrice } from "../../../kit/price.ts";
import { stockWords } from "../../../kit/wording.ts";
import { stockOf } from "../../state/exhibit-facts.ts";

type VariantPickerProps = {
  readonly product: Product;
  readonly chosenId: string;
  readonly onChoose: (variantId: string) => void;
};

/** All variants with swatch, price and live stock. Sold-out ones can still be looked at. */
export function VariantPicker({ product, chosenId, onChoose }: VariantPickerProps) {
  return (
    <fieldset class="variants">
      <legend>{product.variants.length === 1 ? "Available as" : "Choose a variant"}</legend>
      <div class="choices">
        {product.variants.map((variant) => (
          <label key={variant.id} class="choice variant">
            <input
              type="radio"
              name={`variant-${product.id}`}
              value={variant.id}
              checked={variant.id === chosenId}
              onChange={() => onChoose(variant.id)}
            />
            <VariantFace variant={variant} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function VariantFace({ variant }: { readonly variant: Variant }) {
  const stock = stockWords(stockOf(variant));
  return (
    <>
      {variant.swatch ? <span class="swatch" style={{ background: variant.swatch }} aria-hidden="true" /> : null}
      <span class="variant-name">{variant.name}</span>
      <span class={`variant-stock small ${stock.tone}`}>{stock.text}</span>
      <span class="numbers">{formatPrice(variant.priceMinor, variant.currency)}</span>
    </>
  );
}
