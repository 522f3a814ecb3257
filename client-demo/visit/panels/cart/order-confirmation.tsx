import { useEffect, useRef } from "preact/hooks";
import type { Order } from "../../../../rooms/protocol/purchases.ts";
import { formatPrice } from "../../../kit/price.ts";

/** What was ordered, in full. */
export function OrderConfirmation({ order, onDone }: { readonly order: Order; readonly onDone: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <div class="note success">
        <h3 ref={heading} tabIndex={-1}>
          Order {order.number} is placed
        </h3>
        <p>This was a test payment. No money moved.</p>
      </div>
      <ul class="order-lines">
        {order.lines.map((line) => (
          <li key={line.variantId}>
            <span>
              {line.quantity} × {line.productName}, {line.variantName}
            </span>
            <span class="numbers">{formatPrice(line.lineTotalMinor, order.currency)}</span>
          </li>
        ))}
        <li class="order-total">
          <span>Total</span>
          <span class="numbers">{formatPrice(order.totalMinor, order.currency)}</span>
        </li>
      </ul>
      <button type="button" class="button" onClick={onDone}>
        Keep looking around
      </button>
    </>
  );
}
