import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Clock } from "../../../rooms/ports.ts";
import type { Variant } from "../../../rooms/protocol/catalog.ts";
import type { ErrorCode } from "../../../rooms/protocol/errors.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { Order, OrderRequest } from "../../../rooms/protocol/purchases.ts";
import { createEventSink } from "../../../server/analytics/collect/event-sink.ts";
import { createPseudonyms } from "../../../server/analytics/collect/pseudonyms.ts";
import { createEventStore } from "../../../server/analytics/collect/store.ts";
import { createAnalytics } from "../../../server/analytics/service.ts";
import { createCatalog } from "../../../server/catalog/service.ts";
import { createCatalogStore } from "../../../server/catalog/store.ts";
import { createIdentityStore } from "../../../server/identity/store.ts";
import { createLogger } from "../../../server/process/log.ts";
import { createCartStore } from "../../../server/purchases/carts/store.ts";
import { createOrderStore } from "../../../server/purchases/orders/store.ts";
import type { PaymentProvider } from "../../../server/purchases/payments/payment-provider.ts";
import { createTestPaymentStore } from "../../../server/purchases/payments/providers/test-provider/store.ts";
import { createTestProvider } from "../../../server/purchases/payments/providers/test-provider/test-provider.ts";
import { createPurchases } from "../../../server/purchases/service.ts";
import { createKeys } from "../../../server/redis/keys.ts";
import { openRedis } from "../../../server/redis/open-redis.ts";

const log = createLogger("silent");

/** A Redis of its own with empty brands in it: purchases, catalog and analytics as the server has them, without HTTP. */
export async function openShop() {
  const directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  const redis = await openRedis({ REDIS_URL: undefined, DATA_DIR: directory }, process.env.PATH ?? "", log);
  const keys = createKeys(`test-${randomBytes(4).toString("hex")}`);
  const clock = { ms: Date.now(), now: () => clock.ms };
  const catalog = createCatalog(createCatalogStore(redis.commands, keys), clock);
  const identityStore = createIdentityStore(redis.commands, keys);
  const carts = createCartStore(redis.commands, keys);
  const store = createOrderStore(redis.commands, keys);
  const eventStore = createEventStore(redis.commands, keys);
  const analytics = createAnalytics({
    store: eventStore,
    clock,
    log,
    nameProducts: async (brandId) =>
      new Map((await catalog.readAllProducts(brandId)).map(({ id, name }) => [id, name] as const)),
    roomsLive: async () => ({ visitors: 0, rooms: [] }),
  });
  const openSink = (ownClock: Clock = clock) =>
    createEventSink({
      store: eventStore,
      pseudonyms: createPseudonyms("a secret for the tests"),
      clock: ownClock,
      log,
    });
  const events = openSink();
  const provider = createTestProvider(createTestPaymentStore(redis.commands, keys));
  /** Purchases as another process would have them; `changes` to the provider make it slow, broken or talkative. */
  const openPurchases = (changes: Partial<PaymentProvider> = {}) =>
    createPurchases({
      carts,
      store,
      provider: { ...provider, ...changes },
      clock,
      log,
      events,
      composeEvents: events.compose,
      findOffer: catalog.findVariant,
    });
  return {
    redis,
    keys,
    clock,
    catalog,
    store,
    eventStore,
    provider,
    events,
    analytics,
    openPurchases,
    openSink,
    newBrand: () => `brand-${randomBytes(6).toString("hex")}`,
    agree: (brandId: string, visitorId: string, isAgreed = true) =>
      identityStore.writeConsent(brandId, visitorId, { analytics: isAgreed }, 3_600),
    /** Adds a product with these variants, all in EUR unless they say otherwise. */
    async sell(brandId: string, name: string, variants: (Partial<Variant> & Pick<Variant, "id" | "stock">)[]) {
      const full = variants.map((each) => ({
        sku: each.id,
        name: each.id,
        priceMinor: 1_000,
        currency: "EUR",
        ...each,
      }));
      return catalog.createProduct(brandId, { name, tagline: "", description: "", category: "Any", variants: full });
    },
    async stockOf(brandId: string, variantId: string) {
      return (await catalog.findVariant(brandId, variantId))?.variant.stock;
    },
    /** States of all payments that the test provider knows of, by order id. */
    async payments(brandId: string) {
      const prefix = keys.brand(brandId).testPayment("");
      const found = await redis.commands.keys(`${prefix.replace(/[{}]/g, "?")}*`);
      const states = await Promise.all(found.map((key) => redis.commands.hGet(key, "state")));
      return new Map(found.map((key, at) => [key.slice(prefix.length), states[at]]));
    },
    async close() {
      await events.close();
      await redis.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export type TestShop = Awaited<ReturnType<typeof openShop>>;

export function payment(expectedTotalMinor: number, method: OrderRequest["payment"]["method"] = "test-approve") {
  return { expectedTotalMinor, payment: { provider: "test", method } } as const satisfies OrderRequest;
}

/** The code with which something was refused, or "none". */
export async function codeOf(asked: Promise<unknown>): Promise<ErrorCode | "none"> {
  try {
    await asked;
    return "none";
  } catch (error) {
    if (error instanceof VitrineError) return error.code;
    throw error;
  }
}

/** Repeats while the same request is in progress elsewhere, as a browser does. */
export async function patiently(ask: () => Promise<Order>): Promise<Order> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof VitrineError && error.code === "IDEMPOTENCY_IN_PROGRESS")) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}
