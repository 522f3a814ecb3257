import type { Product } from "../../rooms/protocol/catalog.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { defineScript } from "../redis/script.ts";
import { joinStock, type StockLevels, type StoredProduct, storedProduct } from "./stored-product.ts";

/** What an editor saw and wants; `null` keeps the stock as it is. A variant that is new starts with `wanted` or 0. */
export type StockEdit = { readonly variantId: string; readonly seen: number | null; readonly wanted: number | null };

type ProductWrite = {
  /** The document with its next revision. */
  readonly product: StoredProduct;
  /** The revision that it replaces; 0 for a new product. */
  readonly replaces: number;
  readonly stock: readonly StockEdit[];
};

export type WriteOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: "missing" | "conflict" }
  | { readonly ok: false; readonly reason: "taken"; readonly variantId: string };

export type CatalogStore = {
  /** Keeps a product id for that brand; false when another brand has it. */
  claimProductId(productId: string, brandId: string): Promise<boolean>;
  findProductBrand(productId: string): Promise<string | null>;
  readProduct(brandId: string, productId: string): Promise<Product | null>;
  readAllProducts(brandId: string): Promise<Product[]>;
  /** The product that sells this variant. */
  findProductOfVariant(brandId: string, variantId: string): Promise<Product | null>;
  /** One atomic step: document, variants, stock and the message to the rooms. */
  writeProduct(brandId: string, write: ProductWrite): Promise<WriteOutcome>;
  /** Deletes a product with its variants and stock; false when there is none. */
  deleteProduct(brandId: string, productId: string): Promise<boolean>;
  /** Sets the units left and tells the rooms; false when the product has no such variant. */
  setStock(brandId: string, productId: string, variantId: string, units: number): Promise<boolean>;
};

const writeProductScript = defineScript(new URL("./write-product.lua", import.meta.url), parseOutcome);
const deleteProductScript = defineScript(new URL("./delete-product.lua", import.meta.url), (reply) => reply === 1);
const setStockScript = defineScript(new URL("./set-stock.lua", import.meta.url), (reply) => reply === 1);

function parseOutcome(reply: unknown): WriteOutcome {
  const [status, variantId] = reply as [string, string?];
  if (status === "ok") return { ok: true };
  if (status === "taken") return { ok: false, reason: "taken", variantId: variantId ?? "" };
  return { ok: false, reason: status === "missing" ? "missing" : "conflict" };
}

export function createCatalogStore(redis: RedisClient, keys: Keys): CatalogStore {
  const readProduct = async (brandId: string, productId: string): Promise<Product | null> => {
    const document = await redis.hGet(keys.brand(brandId).products, productId);
    if (!document) return null;
    const stored = storedProduct.parse(JSON.parse(document));
    return joinStock(stored, await readLevels(redis, keys.brand(brandId).stock, stored));
  };
  return {
    readProduct,
    async claimProductId(productId, brandId) {
      await redis.hSetNX(keys.productBrands, productId, brandId);
      return (await redis.hGet(keys.productBrands, productId)) === brandId;
    },
    findProductBrand: (productId) => redis.hGet(keys.productBrands, productId),
    async readAllProducts(brandId) {
      const { products, stock } = keys.brand(brandId);
      const [documents, levels] = await Promise.all([redis.hVals(products), redis.hGetAll(stock)]);
      const units = new Map(Object.entries(levels).map(([id, each]) => [id, Number(each)]));
      return documents.map((document) => joinStock(storedProduct.parse(JSON.parse(document)), units));
    },
    async findProductOfVariant(brandId, variantId) {
      const productId = await redis.hGet(keys.brand(brandId).variants, variantId);
      return productId ? readProduct(brandId, productId) : null;
    },
    writeProduct(brandId, { product, replaces, stock }) {
      const brand = keys.brand(brandId);
      const edits = stock.flatMap(({ variantId, seen, wanted }) => [variantId, seen ?? "", wanted ?? ""].map(String));
      return writeProductScript(redis, {
        keys: [brand.products, brand.variants, brand.stock],
        args: [product.id, JSON.stringify(product), String(replaces), brand.changes, ...edits],
      });
    },
    async deleteProduct(brandId, productId) {
      const { products, variants, stock } = keys.brand(brandId);
      const isGone = await deleteProductScript(redis, { keys: [products, variants, stock], args: [productId] });
      if (isGone) await redis.hDel(keys.productBrands, productId);
      return isGone;
    },
    setStock(brandId, productId, variantId, units) {
      const brand = keys.brand(brandId);
      return setStockScript(redis, {
        keys: [brand.variants, brand.stock],
        args: [variantId, String(units), brand.changes, productId],
      });
    },
  };
}

async function readLevels(redis: RedisClient, key: string, stored: StoredProduct): Promise<StockLevels> {
  const ids = stored.variants.map((each) => each.id);
  const levels = await redis.hmGet(key, ids);
  return new Map(ids.map((id, index) => [id, Number(levels[index] ?? 0)]));
}
