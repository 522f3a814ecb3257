import type { PaymentState } from "../payments/payment-states.ts";

/*
 * What an attempt to buy may become, and what that means for its payment. Orders are stored only once they are paid; refunds will add
 * states here first.
 */

/** From each state of an attempt to the ones that may follow. */
export const ATTEMPT_TRANSITIONS = {
  pending: ["paid", "refused"],
  paid: [],
  refused: [],
} as const;
export type AttemptState = keyof typeof ATTEMPT_TRANSITIONS;

/** What has to happen to the payment of an attempt that ended so: money moves only with an order. */
export const SETTLEMENT_OF = { paid: "captured", refused: "voided" } as const satisfies Record<
  Exclude<AttemptState, "pending">,
  PaymentState
>;
