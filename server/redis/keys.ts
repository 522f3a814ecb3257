/*
 * The one place where a Redis key is spelled.
 *
 * Everything that a brand owns lives under `<prefix>:{b:<brandId>}:…`. The braces are a hash tag: all keys of a brand
 * share a slot, so that one Lua function may touch several of them, on a cluster too. Keys outside of a brand are
 * single-key structures and never appear in the same Lua function as another key.
 *
 * Adding a key: one line here with the type and what it holds. Stores get the `Keys` object and take a brand id as
 * their first argument; no other file may build a key.
 */

/** All keys of one brand. */
function brandKeys(prefix: string, brandId: string) {
  const under = `${prefix}:{b:${brandId}}`;
  return {
    /** hash: product id → product document without stock, JSON */
    products: `${under}:products`,
    /** hash: variant id → product id */
    variants: `${under}:variants`,
    /** hash: variant id → units left */
    stock: `${under}:stock`,
    /** hash: showroom id → showroom, JSON */
    showrooms: `${under}:showrooms`,
    /** hash: showroom id → draft of its next layout, JSON */
    drafts: `${under}:layout-drafts`,
    /** channel: every change of stock, product or showroom, JSON, in order; see catalog/changes.ts */
    changes: `${under}:changes`,
    /** hash: version id → version of a product's model, JSON */
    modelVersions: (productId: string) => `${under}:model-versions:${productId}`,
    /** hash: product id → number of the newest version of its model */
    modelVersionNumbers: `${under}:model-version-numbers`,
    /** set: `<product id>/<version id>` of versions that are queued or being prepared */
    unfinishedVersions: `${under}:unfinished-versions`,
    /** sorted set: `<product id>/<version id>` by the time at which it is to be put on the shelf, in milliseconds */
    publishTimes: `${under}:publish-times`,
    /** string with expiry: the visitor's consent as it is now, JSON */
    consent: (visitorId: string) => `${under}:consent:${visitorId}`,
    /** hash with expiry: variant id → units in the visitor's cart */
    cart: (visitorId: string) => `${under}:cart:${visitorId}`,
    /** hash with expiry: one attempt to buy under an idempotency key, see purchases/begin-attempt.lua */
    attempt: (visitorId: string, keyHash: string) => `${under}:attempt:${visitorId}:${keyHash}`,
    /** string: number of the newest order */
    orderSequence: `${under}:order-sequence`,
    /** hash: order id → order, JSON */
    orders: `${under}:orders`,
    /** hash: order id → id of the visitor who placed it */
    orderVisitors: `${under}:order-visitors`,
    /** sorted set: order ids by number */
    orderIndex: `${under}:order-index`,
    /** sorted set: ids of the visitor's own orders by number */
    visitorOrders: (visitorId: string) => `${under}:visitor-orders:${visitorId}`,
    /** hash: order id → what still has to happen to its payment, `captured` or `voided` */
    settlements: `${under}:settlements`,
    /** hash: the test provider's memory of one payment: state, amountMinor, currency */
    testPayment: (key: string) => `${under}:test-payment:${key}`,
    /** stream: behaviour events, one flat entry each */
    events: `${under}:events`,
    /** string with expiry: number of the newest batch of events that this writer has stored */
    eventBatch: (writerId: string) => `${under}:event-batch:${writerId}`,
  };
}

export type Keys = ReturnType<typeof createKeys>;

/** Makes the registry of all keys for an installation; `prefix` is the setting REDIS_KEY_PREFIX. */
export function createKeys(prefix: string) {
  return {
    /** hash: version of everything that is stored, cursor of a migration under way, holder and heldUntil of its lease */
    storedData: `${prefix}:stored-data`,
    /** hash: brand id → brand, JSON */
    brands: `${prefix}:brands`,
    /** hash: product id → brand id */
    productBrands: `${prefix}:product-brands`,
    /** hash: showroom id → brand id */
    showroomBrands: `${prefix}:showroom-brands`,
    /** hash: id of a member key → role, brand and the key's SHA-256, JSON */
    memberKeys: `${prefix}:member-keys`,
    /** string with expiry: who may become a member with a code, JSON; named by the code's SHA-256 */
    invitation: (codeHash: string) => `${prefix}:invitation:${codeHash}`,
    /** prefix of the keys of BullMQ: the jobs of all brands; one hash tag, so that they share a slot */
    jobs: `{${prefix}:jobs}`,
    /** hash: brand id → the turn of its newest job, "" → the newest turn that came up; see models/take-turn.lua */
    turns: `${prefix}:turns`,
    /** string with expiry: which report may be read with a token, JSON; named by the token's SHA-256 */
    reportShare: (tokenHash: string) => `${prefix}:report-share:${tokenHash}`,
    /** string with expiry: present once the ticket was used */
    usedTicket: (ticketId: string) => `${prefix}:used-ticket:${ticketId}`,
    /** strings with expiry, written by the rate limiter: requests in the current window */
    rateLimits: `${prefix}:rate`,
    /** channel of the rooms: who came in, and in which room */
    arrivals: `${prefix}:arrivals`,
    /** pattern: the `changes` channels of all brands */
    everyBrandChanges: `${prefix}:{b:*}:changes`,
    /** The brand whose `changes` channel this is, or null. */
    brandOfChanges: (channel: string): string | null => /\{b:([^}]+)\}:changes$/.exec(channel)?.[1] ?? null,
    brand: (brandId: string) => brandKeys(prefix, brandId),
  };
}
