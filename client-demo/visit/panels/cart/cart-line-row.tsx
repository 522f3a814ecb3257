import { CART_QUANTITY_MAX } from "../../../../rooms/protocol/limits.ts";
import type { CartLine } from "../../../../rooms/protocol/purchases.ts";
import { Icon } from "../../../kit/icons.tsx";
import { formatPrice } from "../../../kit/price.ts";
import { ProductPicture } from "../../../kit/product-picture.tsx";
import { Stepper } from "../../../kit/stepper.tsx";
import { products, stock } from "../../state/store.ts";

type CartLineRowProps = {
  readonly line: CartLine;
  readonly currency: string;
  readonly onChange: (quantity: number) => void;
};

/** One line of the cart; says so when more is wanted than is left. */
export function CartLineRow({ line, currency, onChange }: CartLineRowProps) {
  const left = stock.value.get(line.variantId) ?? line.stock;
  const product = products.value.get(line.productId) ?? null;
  const materialVariant = product?.variants.find((each) => each.id === line.variantId)?.materialVariant ?? null;
  const label = `${line.productName}, ${line.variantName}`;
  return (
    <li class="cart-line">
      <ProductPicture product={product} materialVariant={materialVariant} size="thumbnail" swatch={line.swatch} />
      <div class="cart-line-text">
        <h3>{line.productName}</h3>
        <p class="soft small">
          {line.variantName} · <span class="numbers">{formatPrice(line.unitPriceMinor, currency)}</span>
        </p>
      </div>
      <p class="numbers cart-line-total">{formatPrice(line.lineTotalMinor, currency)}</p>
      <div class="cart-line-tools">
        <Stepper
          label={label}
          value={line.quantity}
          min={1}
          max={Math.max(line.quantity, Math.min(left, CART_QUANTITY_MAX))}
          onChange={onChange}
        />
        <button type="button" class="icon-button" aria-label={`Remove ${label}`} onClick={() => onChange(0)}>
          <Icon name="bin" />
        </button>
      </div>
      {left < line.quantity ? (
        <p class="note warning cart-line-note">
          {left === 0
            ? "Sold out meanwhile. Remove it to order the rest."
            : `Only ${left} left. Choose fewer to order.`}
        </p>
      ) : null}
    </li>
  );
}
