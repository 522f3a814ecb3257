/*
 * Every change of a brand's catalog and showrooms goes out on one Redis channel of that brand (`keys.brand(id).changes`), published
 * inside the Lua function that makes the change, so that the messages come in the order of the changes and none is
 * sent for a change that did not happen. A message is JSON, one of:
 *
 *   {"kind":"stock","variantId":"…","stock":7}
 *   {"kind":"product","product":{…document without stock…},"stock":{"<variant id>":7,…}}
 *   {"kind":"showroom","showroom":{…},"products":[{…that stand in it, without stock…}],"stock":{"<variant id>":7,…}}
 */
import { z } from "zod";
import type { CatalogChange, CatalogPort, ShowroomContent } from "../../rooms/ports.ts";
import { type Product, stockLevel } from "../../rooms/protocol/catalog.ts";
import { id } from "../../rooms/protocol/identity.ts";
import { showroom } from "../../rooms/protocol/showroom.ts";
import type { Logger } from "../process/log.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { joinStock, storedProduct } from "./stored-product.ts";

const levels = z.record(z.string(), stockLevel);

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stock"), variantId: id, stock: stockLevel }),
  z.object({ kind: z.literal("product"), product: storedProduct, stock: levels }),
  z.object({ kind: z.literal("showroom"), showroom, products: z.array(storedProduct), stock: levels }),
]);

type Listener = (change: CatalogChange) => void;

export type CatalogChanges = Pick<CatalogPort, "subscribe">;

export type CatalogChangesDeps = {
  readonly channels: RedisClient;
  readonly keys: Keys;
  readonly log: Logger;
  readAllProducts(brandId: string): Promise<Product[]>;
  /** Every showroom of a brand with what stands in it. */
  readAllContents(brandId: string): Promise<ShowroomContent[]>;
};

/**
 * Listens to the changes of all brands. `subscribe` takes effect at once: whoever subscribes and then reads misses
 * nothing. After an interruption of Redis the listeners are told every product and showroom anew, since messages may be lost.
 */
export async function openCatalogChanges(deps: CatalogChangesDeps): Promise<CatalogChanges> {
  const { channels, keys, log, readAllProducts, readAllContents } = deps;
  const listeners = new Map<string, Set<Listener>>();
  const tell = (brandId: string, change: CatalogChange) => {
    for (const listener of listeners.get(brandId) ?? []) {
      try {
        listener(change);
      } catch (error) {
        log.error({ err: error, brandId }, "A listener to catalog changes failed");
      }
    }
  };
  await channels.pSubscribe(keys.everyBrandChanges, (text, channel) => {
    const brandId = keys.brandOfChanges(channel);
    const change = parseChange(text);
    if (brandId !== null && change) tell(brandId, change);
    else log.error({ channel }, "A message about a catalog change could not be read");
  });
  channels.on("ready", async () => {
    for (const brandId of listeners.keys()) {
      try {
        for (const product of await readAllProducts(brandId)) tell(brandId, { kind: "product", product });
        for (const content of await readAllContents(brandId)) tell(brandId, { kind: "showroom", content });
      } catch (error) {
        log.error({ err: error, brandId }, "The catalog could not be read again after an interruption");
      }
    }
  });
  return {
    subscribe(brandId, onChange) {
      const ofBrand = listeners.get(brandId) ?? new Set<Listener>();
      // A function of its own for each call: the same listener may subscribe twice.
      const listener: Listener = (change) => onChange(change);
      listeners.set(brandId, ofBrand.add(listener));
      return () => {
        ofBrand.delete(listener);
        if (ofBrand.size === 0 && listeners.get(brandId) === ofBrand) listeners.delete(brandId);
      };
    },
  };
}

function parseChange(text: string): CatalogChange | null {
  try {
    const parsed = message.parse(JSON.parse(text));
    if (parsed.kind === "stock") return parsed;
    const units = new Map(Object.entries(parsed.stock));
    if (parsed.kind === "product") return { kind: "product", product: joinStock(parsed.product, units) };
    const products = parsed.products.map((product) => joinStock(product, units));
    return { kind: "showroom", content: { showroom: parsed.showroom, products } };
  } catch {
    return null;
  }
}
