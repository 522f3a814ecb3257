/* What a payment may become. */

/** From each state of a payment to the ones that may follow. */
export const PAYMENT_TRANSITIONS = {
  authorized: ["captured", "voided"],
  captured: [],
  voided: [],
} as const;
export type PaymentState = keyof typeof PAYMENT_TRANSITIONS;

type Transitions = Readonly<Record<string, readonly string[]>>;

/** Whether the table lets `from` become `to`. */
export function canBecome<T extends Transitions>(table: T, from: keyof T, to: keyof T & string): boolean {
  return table[from]?.includes(to) ?? false;
}
