import type { PaymentProvider } from "../../payment-provider.ts";
import type { PaymentState } from "../../payment-states.ts";
import type { TestPaymentStore } from "./store.ts";

/**
 * The provider for trying the shop out: no money moves anywhere. The method `test-decline` is declined, any other
 * approved. It remembers its payments, so that a repeated request meets the payment that is there.
 */
export function createTestProvider(ledger: TestPaymentStore): PaymentProvider {
  const settle = async (brandId: string, key: string, to: PaymentState) => {
    const state = await ledger.settleTestPayment(brandId, key, to);
    const isUnknownVoid = state === null && to === "voided";
    if (state !== to && !isUnknownVoid) throw new Error(`Payment ${key} is ${state ?? "unknown"}, it cannot be ${to}`);
  };
  return {
    name: "test",
    async authorize({ brandId, key, amountMinor, currency, method }) {
      if (method === "test-decline") return { ok: false };
      const held = await ledger.authorizeTestPayment(brandId, key, { amountMinor, currency });
      return held.state === "voided" ? { ok: false } : { ok: true, reference: `test_${key}`, ...held.amount };
    },
    capture: (brandId, key) => settle(brandId, key, "captured"),
    void: (brandId, key) => settle(brandId, key, "voided"),
  };
}
