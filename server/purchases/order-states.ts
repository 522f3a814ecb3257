/*
 * What an attempt to buy and its payment may become. Orders are stored only once they are paid; refunds will add
 * states here first.
 */

/** From each state of an attempt to the ones that may follow. */
export const ATTEMPT_TRANSITIONS = {
  pending: ["paid", "refused"],
  paid: [],
  refused: [],
} as const;
export type AttemptState = keyof typeof ATTEMPT_TRANSITIONS;

/** From each state of a payment to the ones that may follow. */
export const PAYMENT_TRANSITIONS = {
  authorized: ["captured", "voided"],
  captured: [],
  voided: [],
} as const;
export type PaymentState = keyof typeof PAYMENT_TRANSITIONS;

/** What has to happen to the payment of an attempt that ended so: money moves only with an order. */
export const SETTLEMENT_OF = { paid: "captured", refused: "voided" } as const satisfies Record<
  Exclude<AttemptState, "pending">,
  PaymentState
>;

type Transitions = Readonly<Record<string, readonly string[]>>;

/** Whether the table lets `from` become `to`. */
export function canBecome<T extends Transitions>(table: T, from: keyof T, to: keyof T & string): boolean {
  return table[from]?.includes(to) ?? false;
}
