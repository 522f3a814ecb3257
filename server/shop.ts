import type { Clock, ProcessLoad, RoomPorts } from "../rooms/ports.ts";
import { createEventSink } from "./analytics/collect/event-sink.ts";
import { createPseudonyms } from "./analytics/collect/pseudonyms.ts";
import { createEventStore } from "./analytics/collect/store.ts";
import { analyticsRoutes } from "./analytics/routes.ts";
import { createAnalytics } from "./analytics/service.ts";
import { openCatalogChanges } from "./catalog/changes.ts";
import { catalogRoutes } from "./catalog/routes.ts";
import { createCatalog } from "./catalog/service.ts";
import { createCatalogStore } from "./catalog/store.ts";
import { areRoomsOpen, readLiveRooms } from "./fleet/live-rooms.ts";
import type { Route } from "./http/route.ts";
import { createKeyFiles } from "./identity/key-files.ts";
import { memberRoutes } from "./identity/member-routes.ts";
import { createMembers } from "./identity/members.ts";
import { identityRoutes } from "./identity/routes.ts";
import { createIdentity } from "./identity/service.ts";
import { loadSessionSecret } from "./identity/session-secret.ts";
import { createIdentityStore } from "./identity/store.ts";
import { createTokens } from "./identity/tokens.ts";
import { createGoods, type GoodsPipeline } from "./models/goods.ts";
import { goodsRoutes } from "./models/goods-routes.ts";
import { operationsRoutes } from "./operations/routes.ts";
import { createOperations } from "./operations/service.ts";
import type { Config } from "./process/config.ts";
import type { Logger } from "./process/log.ts";
import { createCartStore } from "./purchases/carts/store.ts";
import { createOrderStore } from "./purchases/orders/store.ts";
import { createTestPaymentStore } from "./purchases/payments/providers/test-provider/store.ts";
import { createTestProvider } from "./purchases/payments/providers/test-provider/test-provider.ts";
import { purchaseRoutes } from "./purchases/routes.ts";
import { createPurchases } from "./purchases/service.ts";
import type { Redis } from "./redis/connection.ts";
import { createKeys } from "./redis/keys.ts";
import { brandRoutes } from "./showrooms/brand-routes.ts";
import { draftRoutes } from "./showrooms/draft-routes.ts";
import { createLayoutDrafts } from "./showrooms/drafts.ts";
import { showroomRoutes } from "./showrooms/routes.ts";
import { createShowrooms } from "./showrooms/service.ts";
import { createShowroomStore } from "./showrooms/store.ts";

/** What every part is made from. */
export type Foundation = {
  readonly config: Config;
  readonly redis: Redis;
  readonly log: Logger;
  readonly clock: Clock;
  readonly load: ProcessLoad;
  readonly pipeline: GoodsPipeline;
};

/** Every feature, constructed in the order in which they need each other. */
export type Shop = Awaited<ReturnType<typeof createShop>>;

/** Constructs the features. Reads or makes the session secret; changes nothing else. */
export async function createShop({ config, redis, log, clock, load, pipeline }: Foundation) {
  const keys = createKeys(config.REDIS_KEY_PREFIX);
  const keyFiles = createKeyFiles(config.DATA_DIR);
  const secret = await loadSessionSecret(config, keyFiles);

  const catalogStore = createCatalogStore(redis.commands, keys);
  const catalog = createCatalog(catalogStore, clock);
  const { readAllProducts } = catalog;
  const showroomStore = createShowroomStore(redis.commands, keys);
  const showrooms = createShowrooms({ store: showroomStore, clock, readAllProducts });
  const { readAllContents, findShowroomBrand, nameBrand } = showrooms;
  const changes = await openCatalogChanges({ channels: redis.channels, keys, log, readAllProducts, readAllContents });

  const identityStore = createIdentityStore(redis.commands, keys);
  const drafts = createLayoutDrafts({ store: showroomStore, showrooms, clock, members: identityStore });
  const identity = createIdentity({ store: identityStore, tokens: createTokens(secret, clock), findShowroomBrand });

  const goods = await createGoods({ config, redis, keys, catalog, clock, log, pipeline, nameBrand });
  const { models, storage } = goods;

  const eventStore = createEventStore(redis.commands, keys);
  const events = createEventSink({ store: eventStore, pseudonyms: createPseudonyms(secret), clock, log });
  const purchases = createPurchases({
    carts: createCartStore(redis.commands, keys),
    store: createOrderStore(redis.commands, keys),
    provider: createTestProvider(createTestPaymentStore(redis.commands, keys)),
    clock,
    log,
    events,
    composeEvents: events.compose,
    findOffer: catalog.findVariant,
  });

  const operations = createOperations(redis.commands, areRoomsOpen);
  const analytics = createAnalytics({
    store: eventStore,
    clock,
    log,
    nameProducts: async (brandId) => new Map((await readAllProducts(brandId)).map(({ id, name }) => [id, name])),
    roomsLive: async (brandId) => readLiveRooms(brandId === null ? null : await showrooms.listShowroomIds(brandId)),
  });

  const routes: Route[] = [
    ...identityRoutes(identity),
    ...memberRoutes(createMembers({ store: identityStore, clock, nameBrand })),
    ...brandRoutes(showrooms),
    ...showroomRoutes(showrooms),
    ...draftRoutes({ showrooms, drafts }),
    ...catalogRoutes({ catalog, showrooms }),
    ...goodsRoutes(goods, catalog),
    ...purchaseRoutes(purchases),
    ...analyticsRoutes(analytics),
    ...operationsRoutes(operations),
  ];
  const ports: RoomPorts = {
    identity,
    catalog: { loadShowroom: showrooms.loadShowroom, subscribe: changes.subscribe },
    events,
    clock,
    load,
    arrivalsTopic: keys.arrivals,
    log: log.child({ part: "rooms" }),
  };
  return {
    log,
    keys,
    keyFiles,
    catalog,
    showrooms,
    identity,
    identityStore,
    models,
    storage,
    goods,
    events,
    operations,
    routes,
    ports,
  };
}
