/*
 * Every change of a brand's catalog goes out on one Redis channel of that brand (`keys.brand(id).changes`), published
 * inside the Lua function that makes the change, so that the messages come in the order of the changes and none is
 * sent for a change that did not happen. A message is JSON, one of:
 *
 *   {"kind":"stock","variantId":"…","stock":7}
 *   {"kind":"product","product":{…document without stock…},"stock":{"<variant id>":7,…}}
 */
import { z } from "zod";
import type { CatalogChange, CatalogPort } from "../../rooms/ports.ts";
import { type Product, stockLevel } from "../../rooms/protocol/catalog.ts";
import { id } from "../../rooms/protocol/identity.ts";
import type { Logger } from "../log.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { joinStock, storedProduct } from "./stored-product.ts";

const message = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("stock"), variantId: id, stock: stockLevel }),
  z.object({ kind: z.literal("product"), product: storedProduct, stock: z.record(z.string(), stockLevel) }),
]);

type Listener = (change: CatalogChange) => void;

export type CatalogChanges = Pick<CatalogPort, "subscribe">;

export type CatalogChangesDeps = {
  readonly channels: RedisClient;
  readonly keys: Keys;
  readonly log: Logger;
  readAllProducts(brandId: string): Promise<Product[]>;
};

/**
 * Listens to the changes of all brands. `subscribe` takes effect at once: whoever subscribes and then reads misses
 * nothing. After an interruption of Redis the listeners are told every product anew, since messages may be lost.
 */
export async function openCatalogChanges(deps: CatalogChangesDeps): Promise<CatalogChanges> {
  const { channels, keys, log, readAllProducts } = deps;
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
    const levels = new Map(Object.entries(parsed.stock));
    return { kind: "product", product: joinStock(parsed.product, levels) };
  } catch {
    return null;
  }
}
