import { useState } from "preact/hooks";
import type { Cart, Order, OrderRequest } from "../../../../rooms/protocol/purchases.ts";
import { formatPrice } from "../../../kit/price.ts";
import { buyCart } from "../../link/shopping.ts";
import { explainRefusal, type Refusal } from "./order-refusal.ts";

type Method = OrderRequest["payment"]["method"];
type CheckoutPanelProps = { readonly cart: Cart; readonly onPlaced: (order: Order) => void };

/** Total, the test payment and the button that orders. Says what to do when the order is refused. */
export function CheckoutPanel({ cart, onPlaced }: CheckoutPanelProps) {
  const [method, setMethod] = useState<Method>("test-approve");
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const total = formatPrice(cart.totalMinor, cart.currency ?? "EUR");

  const order = async () => {
    setBusy(true);
    setRefusal(null);
    try {
      onPlaced(await buyCart(method));
    } catch (thrown) {
      setRefusal(explainRefusal(thrown, cart));
    }
    setBusy(false);
  };

  return (
    <>
      <fieldset class="payment">
        <legend>
          <span class="tag low">Test payment</span> No money moves
        </legend>
        <div class="payment-choices">
          <MethodChoice method="test-approve" chosen={method} onChoose={setMethod} label="Approve it" />
          <MethodChoice method="test-decline" chosen={method} onChoose={setMethod} label="Decline it" />
        </div>
      </fieldset>
      <div role="alert">
        {refusal ? (
          <p class="note danger">
            <strong>{refusal.what}</strong>
            <span>{refusal.whatToDo}</span>
          </p>
        ) : null}
      </div>
      <p class="total">
        <span>Total</span>
        <strong class="numbers">{total}</strong>
      </p>
      <button type="button" class="button primary wide" aria-disabled={isBusy} onClick={isBusy ? undefined : order}>
        {isBusy ? <span class="spinner" aria-hidden="true" /> : null}
        {isBusy ? "Placing the order" : `Place order for ${total}`}
      </button>
    </>
  );
}

type MethodChoiceProps = {
  readonly method: Method;
  readonly chosen: Method;
  readonly label: string;
  readonly onChoose: (method: Method) => void;
};

function MethodChoice({ method, chosen, label, onChoose }: MethodChoiceProps) {
  return (
    <label class="choice">
      <input type="radio" name="payment" checked={chosen === method} onChange={() => onChoose(method)} />
      {label}
    </label>
  );
}
