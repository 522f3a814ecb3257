/** What a provider is asked to set aside. The same `key` is the same payment, however often it is asked. */
type PaymentRequest = {
  readonly brandId: string;
  readonly key: string;
  readonly amountMinor: number;
  /** ISO 4217. */
  readonly currency: string;
  /** What the provider is to do; its own vocabulary. */
  readonly method: string;
};

/** `reference` is the provider's own name for the payment; amount and currency are what is really set aside. */
type Authorization =
  | { readonly ok: true; readonly reference: string; readonly amountMinor: number; readonly currency: string }
  | { readonly ok: false };

/**
 * Takes money in two steps, so that nobody pays for what was sold to somebody else in the meantime: first it is set
 * aside, then it is captured with the order or given back. Every call may be repeated with the same effect.
 */
export type PaymentProvider = {
  readonly name: "test";
  /** Sets the amount aside; `ok: false` is the provider's refusal. @throws when the provider cannot be reached */
  authorize(request: PaymentRequest): Promise<Authorization>;
  /** Takes the amount that was set aside. @throws when it was given back or the provider cannot be reached */
  capture(brandId: string, key: string): Promise<void>;
  /** Gives the amount back; nothing happens for an unknown key. @throws when it was captured already */
  void(brandId: string, key: string): Promise<void>;
};
