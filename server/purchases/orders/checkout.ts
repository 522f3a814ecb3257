import { createHash, randomUUID } from "node:crypto";
import type { Clock, EventSubject, RoomLog } from "../../../rooms/ports.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { EventDraft } from "../../../rooms/protocol/events.ts";
import type { Cart, Order, OrderRequest } from "../../../rooms/protocol/purchases.ts";
import type { PaymentProvider } from "../payments/payment-provider.ts";
import { checkOrder, type OrderRefusal, refusePrice, refuseStock } from "./order-checks.ts";
import { SETTLEMENT_OF } from "./order-states.ts";
import type { AttemptId, OrderStore, Outcome, Placement, Try } from "./store.ts";

/** A visitor of a brand, who has a cart there. */
export type Shopper = { readonly brandId: string; readonly visitorId: string };

export type CheckoutDeps = {
  readonly store: OrderStore;
  readonly provider: PaymentProvider;
  readonly clock: Clock;
  readonly log: RoomLog;
  readPricedCart(shopper: Shopper): Promise<Cart>;
  /** Makes stream entries out of events; they are written with the order or not at all. */
  composeEvents(subject: Pick<EventSubject, "brandId" | "visitorId">, drafts: readonly EventDraft[]): string[][];
};

/** How often an order is tried again when cart or price changed at the very moment of buying. */
const PLACEMENTS_MAX = 3;

/** A crash between order and payment is made good when somebody shops at the brand next, looked for this often. */
const SWEEP_MS = 60_000;

/**
 * Buys carts. Money is set aside first, then one atomic step takes the stock and writes the order, then the money is
 * captured; when the step refuses, it is given back. What happens to the money is written in the same step as the
 * reason for it, so that a crash anywhere leaves neither a charge without an order nor an order without a charge.
 *
 * An attempt is named by visitor and Idempotency-Key. Its end, order or refusal, answers every repetition for 48
 * hours. A failure of ours is no end: the next request under the key resumes the attempt with the same order id and
 * thereby the same payment.
 */
export function createCheckout(deps: CheckoutDeps) {
  const { store, clock, log } = deps;
  const sweptAt = new Map<string, number>();

  const sweep = async (brandId: string) => {
    const nowMs = clock.now();
    if (nowMs - (sweptAt.get(brandId) ?? Number.NEGATIVE_INFINITY) < SWEEP_MS) return;
    sweptAt.set(brandId, nowMs);
    for (const [orderId, to] of await store.listSettlements(brandId)) await settle(deps, { brandId, orderId }, to);
  };

  return {
    /** Settles what a crash left unsettled; looks for it once a minute at most. */
    sweep,

    /**
     * Buys the whole cart for the total that the shopper saw.
     * @throws VitrineError IDEMPOTENCY_KEY_REUSED, IDEMPOTENCY_IN_PROGRESS, CART_EMPTY, CURRENCY_MIXED,
     * PRICE_CHANGED, OUT_OF_STOCK, PAYMENT_DECLINED
     */
    async placeOrder(shopper: Shopper, idempotencyKey: string, request: OrderRequest): Promise<Order> {
      await sweep(shopper.brandId);
      const keyHash = createHash("sha256").update(idempotencyKey).digest("hex");
      const attempt: AttemptId = { ...shopper, keyHash };
      const next = { fingerprint: fingerprintOrder(request), orderId: randomUUID(), token: randomUUID() };
      const beginning = await store.begin(attempt, next, clock.now());
      if (beginning.state === "reused") throw new VitrineError("IDEMPOTENCY_KEY_REUSED");
      if (beginning.state === "busy") throw new VitrineError("IDEMPOTENCY_IN_PROGRESS");
      if (beginning.state !== "started") return answer(beginning);
      const current: Try = { ...attempt, orderId: beginning.orderId, token: next.token };
      const outcome = await runTry(deps, current, request);
      if (outcome !== null) {
        await settle(deps, current, SETTLEMENT_OF[outcome.state]);
        return answer(outcome);
      }
      log.warn({ orderId: current.orderId }, "A slow attempt to buy was taken over by a repetition of its request");
      const takenOver = await store.begin(attempt, next, clock.now());
      // The one that took over may have given the money back before this try set it aside.
      if (takenOver.state === "refused") await settle(deps, current, SETTLEMENT_OF.refused);
      if (takenOver.state === "paid" || takenOver.state === "refused") return answer(takenOver);
      throw new VitrineError("IDEMPOTENCY_IN_PROGRESS");
    },
  };
}

function answer(outcome: Outcome): Order {
  if (outcome.state === "paid") return outcome.order;
  throw new VitrineError(outcome.refusal.code, outcome.refusal.details);
}

/** Brings one try to its end; null when another try has taken the attempt over. */
async function runTry(deps: CheckoutDeps, current: Try, request: OrderRequest): Promise<Outcome | null> {
  let cart: Cart | null = null;
  for (let placements = 0; placements < PLACEMENTS_MAX; placements += 1) {
    const prepared = await orRelease(deps, current, () => preparePayment(deps, current, request));
    if ("refusal" in prepared) return refuse(deps, current, prepared.refusal);
    cart = prepared.cart;
    // When this throws, nobody knows whether it happened: the attempt stays as it is and the next request finds out.
    const result = await deps.store.place(current, composePlacement(deps, current, prepared));
    if (result.kind === "placed") return { state: "paid", order: result.order };
    if (result.kind === "superseded") return null;
    if (result.kind === "out_of_stock")
      return refuse(deps, current, refuseStock(result.variantId, result.wanted, result.left));
  }
  return refuse(deps, current, refusePrice(cart, request.expectedTotalMinor));
}

type Prepared = { readonly cart: Cart; readonly currency: string; readonly reference: string };

/** Prices the cart and sets its total aside. */
async function preparePayment(
  deps: CheckoutDeps,
  current: Try,
  { expectedTotalMinor, payment }: OrderRequest,
): Promise<Prepared | { readonly refusal: OrderRefusal }> {
  const cart = await deps.readPricedCart(current);
  const check = checkOrder(cart, expectedTotalMinor);
  if (!check.ok) return { refusal: { code: check.code, details: check.details } };
  const authorization = await deps.provider.authorize({
    brandId: current.brandId,
    key: current.orderId,
    amountMinor: cart.totalMinor,
    currency: check.currency,
    method: payment.method,
  });
  if (!authorization.ok) return { refusal: { code: "PAYMENT_DECLINED" } };
  const isSameAmount = authorization.amountMinor === cart.totalMinor && authorization.currency === check.currency;
  if (!isSameAmount) return { refusal: refusePrice(cart, expectedTotalMinor) };
  return { cart, currency: check.currency, reference: authorization.reference };
}

/** Everything that the atomic step writes. */
function composePlacement(deps: CheckoutDeps, current: Try, { cart, currency, reference }: Prepared): Placement {
  const placedAtMs = deps.clock.now();
  const lines = cart.lines.map(({ stock: _, ...line }) => line);
  const drafts = lines.map(({ productId, variantId, quantity, lineTotalMinor }): EventDraft => {
    const { orderId } = current;
    return { type: "order.placed", productId, variantId, quantity, valueMinor: lineTotalMinor, currency, orderId };
  });
  return {
    order: {
      id: current.orderId,
      status: "paid",
      lines,
      totalMinor: cart.totalMinor,
      currency,
      payment: { provider: deps.provider.name, reference },
      placedAt: new Date(placedAtMs).toISOString(),
    },
    lines: lines.map((line) => ({ ...line, currency })),
    placedAtMs,
    events: deps.composeEvents(current, drafts),
  };
}

async function refuse({ store }: CheckoutDeps, current: Try, refusal: OrderRefusal): Promise<Outcome | null> {
  return (await store.refuse(current, refusal)) ? { state: "refused", refusal } : null;
}

/** A failure before anything was decided opens the attempt for the next request at once. */
async function orRelease<T>({ store, log }: CheckoutDeps, current: Try, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    await store.release(current).catch((reason) => log.warn({ err: reason }, "An attempt to buy waits for its lease"));
    throw error;
  }
}

type Settled = { readonly brandId: string; readonly orderId: string };

/** Captures or gives back what was set aside; what fails now is noted in the store and done by a later sweep. */
async function settle(deps: CheckoutDeps, { brandId, orderId }: Settled, to: "captured" | "voided"): Promise<void> {
  try {
    if (to === "captured") await deps.provider.capture(brandId, orderId);
    else await deps.provider.void(brandId, orderId);
    await deps.store.endSettlement(brandId, orderId);
  } catch (error) {
    deps.log.error({ err: error, brandId, orderId, to }, "A payment could not be settled yet");
  }
}

/**
 * What makes two requests under one idempotency key the same: SHA-256 in hex over the values of the request in a
 * fixed order, so that white space and the order of fields do not matter.
 */
export function fingerprintOrder(request: OrderRequest): string {
  const { expectedTotalMinor, payment } = request;
  return createHash("sha256")
    .update(JSON.stringify([expectedTotalMinor, payment.provider, payment.method]))
    .digest("hex");
}
