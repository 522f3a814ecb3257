import fc from "fast-check";
import { type BehaviourEvent, EVENT_TYPES, type EventDraft } from "../../../rooms/protocol/events.ts";

const CURRENCIES = ["EUR", "JPY", "KWD"] as const;

/** Drafts as the room and the shop could make them: few visitors and products, so that they meet. */
const draft: fc.Arbitrary<EventDraft> = fc
  .record({
    type: fc.constantFrom(...EVENT_TYPES),
    productId: fc.constantFrom("chair", "lamp", "-odd", "sofa"),
    variantId: fc.constantFrom("oak", "red"),
    showroomId: fc.constantFrom("hall", "loft"),
    dwellMs: fc.integer({ min: 0, max: 600_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    valueMinor: fc.integer({ min: 0, max: 1_000_000_000 }),
    orderId: fc.constantFrom("o1", "o2", "o3", "o4", "o5"),
  })
  .map(({ type, productId, variantId, showroomId, dwellMs, quantity, valueMinor, orderId }): EventDraft => {
    // An order has one currency, on all its lines.
    const currency = CURRENCIES[Number(orderId.slice(1)) % CURRENCIES.length] ?? "EUR";
    if (type === "visitor.entered") return { type, showroomId };
    if (type === "visitor.left") return { type, showroomId, dwellMs };
    if (type === "order.placed") return { type, productId, variantId, quantity, valueMinor, currency, orderId };
    if (type === "cart.added" || type === "cart.removed") return { type, productId, variantId, quantity };
    if (type === "product.inspected") return { type, showroomId, productId, dwellMs };
    return { type, showroomId, productId };
  });

/** Lists of up to `maxLength` events with different ids, within one day. */
export function eventsOf(maxLength: number): fc.Arbitrary<BehaviourEvent[]> {
  return fc
    .array(fc.tuple(draft, fc.constantFrom("ann", "bob", "cid", "dee"), fc.nat(86_400_000)), { maxLength })
    .map((all) =>
      all.map(([each, visitor, offsetMs], at) => ({
        id: `e${at}`,
        time: new Date(Date.UTC(2026, 0, 10) + offsetMs).toISOString(),
        visitor,
        ...each,
      })),
    );
}
