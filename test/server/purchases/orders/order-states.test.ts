import { describe, expect, test } from "vitest";
import { fingerprintOrder } from "../../../../server/purchases/orders/checkout.ts";
import { ATTEMPT_TRANSITIONS, SETTLEMENT_OF } from "../../../../server/purchases/orders/order-states.ts";
import { canBecome, PAYMENT_TRANSITIONS } from "../../../../server/purchases/payments/payment-states.ts";

describe("order states", () => {
  test.each([ATTEMPT_TRANSITIONS, PAYMENT_TRANSITIONS])("lead to known states only", (table) => {
    for (const next of Object.values(table).flat()) expect(Object.keys(table)).toContain(next);
  });

  test("never take back an end", () => {
    expect(canBecome(ATTEMPT_TRANSITIONS, "paid", "refused")).toBe(false);
    expect(canBecome(PAYMENT_TRANSITIONS, "captured", "voided")).toBe(false);
    expect(canBecome(PAYMENT_TRANSITIONS, "voided", "captured")).toBe(false);
  });

  test("move money with an order only", () => {
    expect(SETTLEMENT_OF).toEqual({ paid: "captured", refused: "voided" });
    for (const end of Object.values(SETTLEMENT_OF))
      expect(canBecome(PAYMENT_TRANSITIONS, "authorized", end)).toBe(true);
  });
});

describe("order fingerprint", () => {
  const request = { expectedTotalMinor: 100, payment: { provider: "test", method: "test-approve" } } as const;

  test("does not depend on the order of fields", () => {
    const turned = { payment: { method: "test-approve", provider: "test" }, expectedTotalMinor: 100 } as const;
    expect(fingerprintOrder(turned)).toBe(fingerprintOrder(request));
  });

  test("differs when anything that matters differs", () => {
    const others = [
      { ...request, expectedTotalMinor: 101 },
      { ...request, payment: { provider: "test", method: "test-decline" } as const },
    ];
    for (const other of others) expect(fingerprintOrder(other)).not.toBe(fingerprintOrder(request));
  });
});
