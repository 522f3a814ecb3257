import { useEffect, useState } from "preact/hooks";
import type { CartLine, Order } from "../../../../rooms/protocol/purchases.ts";
import { Modal } from "../../../kit/modal.tsx";
import { refreshCart, setCartQuantity } from "../../link/shopping.ts";
import { cart } from "../../state/store.ts";
import { CartLineRow } from "./cart-line-row.tsx";
import { CheckoutPanel } from "./checkout-panel.tsx";
import { OrderConfirmation } from "./order-confirmation.tsx";

/** The cart with its checkout, and the confirmation once an order is placed. */
export function CartDrawer({ onClose }: { readonly onClose: () => void }) {
  const [removed, setRemoved] = useState<CartLine | null>(null);
  const [placed, setPlaced] = useState<Order | null>(null);
  useEffect(() => {
    void refreshCart();
  }, []);
  const shown = cart.value;
  const lines = shown?.lines ?? [];

  const change = async (line: CartLine, quantity: number) => {
    if ((await setCartQuantity(line.variantId, quantity)) && quantity === 0) setRemoved(line);
  };
  const undo = async (line: CartLine) => {
    if (await setCartQuantity(line.variantId, line.quantity)) setRemoved(null);
  };

  if (placed) {
    return (
      <Modal title="Thank you" drawer onClose={onClose}>
        <OrderConfirmation order={placed} onDone={onClose} />
      </Modal>
    );
  }
  const foot =
    shown && lines.length > 0 ? (
      <CheckoutPanel
        cart={shown}
        onPlaced={(order) => {
          setRemoved(null);
          setPlaced(order);
        }}
      />
    ) : null;
  return (
    <Modal title="Your cart" drawer onClose={onClose} foot={foot}>
      <div role="status">
        {removed ? (
          <p class="note undo">
            <span>
              Removed {removed.productName}, {removed.variantName}.
            </span>
            <button type="button" class="link-button" onClick={() => undo(removed)}>
              Undo
            </button>
          </p>
        ) : null}
      </div>
      {shown === null ? <p class="soft">Reading your cart</p> : null}
      {shown && lines.length === 0 ? <EmptyCart onClose={onClose} /> : null}
      {lines.length > 0 ? (
        <ul class="cart-lines">
          {lines.map((line) => (
            <CartLineRow
              key={line.variantId}
              line={line}
              currency={shown?.currency ?? "EUR"}
              onChange={(quantity) => change(line, quantity)}
            />
          ))}
        </ul>
      ) : null}
    </Modal>
  );
}

function EmptyCart({ onClose }: { readonly onClose: () => void }) {
  return (
    <div class="empty">
      <p>Nothing here yet.</p>
      <p class="soft">Look closer at something in the room and choose Add to cart.</p>
      <button type="button" class="button" onClick={onClose}>
        Back to the room
      </button>
    </div>
  );
}
