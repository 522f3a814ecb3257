import { z } from "zod";
import type { RedisClient } from "../../../../redis/connection.ts";
import type { Keys } from "../../../../redis/keys.ts";
import { defineScript } from "../../../../redis/script.ts";
import { canBecome, PAYMENT_TRANSITIONS, type PaymentState } from "../../payment-states.ts";

const strings = z.array(z.string());
const authorizeTestPayment = defineScript(new URL("./authorize-test-payment.lua", import.meta.url), parsePayment);
const settleTestPayment = defineScript(new URL("./settle-test-payment.lua", import.meta.url), (reply) =>
  z.enum(["authorized", "captured", "voided"]).nullable().parse(reply),
);

export type TestPaymentStore = ReturnType<typeof createTestPaymentStore>;

/** The test provider's payments in Redis. */
export function createTestPaymentStore(redis: RedisClient, keys: Keys) {
  return {
    /** The test provider's payment under that key, which keeps the amount of the first request. */
    authorizeTestPayment(brandId: string, key: string, amount: { amountMinor: number; currency: string }) {
      const args = [String(amount.amountMinor), amount.currency];
      return authorizeTestPayment(redis, { keys: [keys.brand(brandId).testPayment(key)], args });
    },

    /** Moves a test payment where its states allow; returns the state afterwards, null for an unknown payment. */
    settleTestPayment(brandId: string, key: string, to: PaymentState): Promise<PaymentState | null> {
      const allowed = (["authorized", "captured", "voided"] as const).filter((from) =>
        canBecome(PAYMENT_TRANSITIONS, from, to),
      );
      return settleTestPayment(redis, { keys: [keys.brand(brandId).testPayment(key)], args: [to, ...allowed] });
    },
  };
}

function parsePayment(reply: unknown): { state: string; amount: { amountMinor: number; currency: string } } {
  const [state = "", amountMinor, currency = ""] = strings.parse(reply);
  return { state, amount: { amountMinor: Number(amountMinor), currency } };
}
