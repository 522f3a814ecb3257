import { useState } from "preact/hooks";
import type { Order, OrderPage } from "../../../rooms/protocol/purchases.ts";
import { useLoad } from "../../kit/load.ts";
import { Notice } from "../../kit/notice.tsx";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { showToast } from "../../kit/toasts.ts";
import { count } from "../../kit/wording.ts";
import { explainError } from "../../sdk/api-error.ts";
import { brandApi } from "../session/session.ts";
import { OrderRow } from "./order-row.tsx";

/** What was bought in the brand's showrooms, the newest first. */
export function OrdersPage() {
  const [loaded, reload] = useLoad("orders", () => brandApi.listOrders());
  return (
    <div class="page">
      <div class="page-head">
        <div class="page-title">
          <h1>Orders</h1>
          <p class="soft">Newest first. Times are {Intl.DateTimeFormat().resolvedOptions().timeZone} time.</p>
        </div>
        {loaded.state === "ready" ? (
          <button type="button" class="button" onClick={reload}>
            Look for new ones
          </button>
        ) : null}
      </div>
      {loaded.state === "loading" ? <div class="skeleton tall" role="status" aria-label="Reading the orders" /> : null}
      {loaded.state === "failed" ? (
        <ReadFailure title="The orders could not be read" problem={loaded.problem} onRetry={reload} />
      ) : null}
      {loaded.state === "ready" ? <Orders key={loaded.value.items[0]?.id} first={loaded.value} /> : null}
    </div>
  );
}

/** The first page of orders, and the older ones as they are asked for. */
function Orders({ first }: { readonly first: OrderPage }) {
  const [older, setOlder] = useState<readonly Order[]>([]);
  const [cursor, setCursor] = useState(first.nextCursor);
  const [isBusy, setBusy] = useState(false);
  const orders = [...first.items, ...older];

  const showOlder = async () => {
    if (cursor === null || isBusy) return;
    setBusy(true);
    try {
      const page = await brandApi.listOrders(cursor);
      setOlder([...older, ...page.items]);
      setCursor(page.nextCursor);
    } catch (thrown) {
      showToast(explainError(thrown), "danger");
    }
    setBusy(false);
  };

  if (orders.length === 0) return <NoOrders />;
  return (
    <section class="orders" aria-label="Orders">
      <div class="order-head soft small" aria-hidden="true">
        <span>Order</span>
        <span>Placed</span>
        <span>What</span>
        <span>Total</span>
        <span>Status</span>
      </div>
      <ul class="order-rows">
        {orders.map((order) => (
          <OrderRow key={order.id} order={order} />
        ))}
      </ul>
      <div class="orders-foot">
        {cursor === null ? null : (
          <button type="button" class="button" aria-disabled={isBusy} onClick={showOlder}>
            {isBusy ? "Reading" : "Show older ones"}
          </button>
        )}
        <p class="soft small" role="status">
          {cursor === null
            ? `All ${count(orders.length, "order", "orders")} are shown.`
            : `The newest ${orders.length}.`}
        </p>
      </div>
    </section>
  );
}

function NoOrders() {
  return (
    <Notice title="No orders yet">
      <p>
        Every order from your showrooms appears here. To see how it works, open the <a href="/">showroom</a>, put
        something in the cart and place the order. The test payment moves no money.
      </p>
    </Notice>
  );
}
