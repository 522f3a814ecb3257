import { randomBytes } from "node:crypto";
import type { Clock } from "../../rooms/ports.ts";
import type { Model, Product, ProductEdit, Variant } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { compareKeys, cutPage, type Page, type PageQuery } from "../lists/page.ts";
import { formatProductVersion, parseProductVersion } from "./product-version.ts";
import type { CatalogStore, StockEdit, WriteOutcome } from "./store.ts";
import type { StoredProduct } from "./stored-product.ts";

type ProductQuery = PageQuery & {
  /** Words that must all occur in name, tagline, description, category or SKU. */
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  /** Only these products, for instance the ones that stand in a showroom. */
  readonly productIds?: ReadonlySet<string> | undefined;
};

/** Gives the model that is to replace the current one, or null to leave it; may be asked several times. */
type ModelChoice = (current: Model | null) => Model | null | Promise<Model | null>;

export type Catalog = {
  /** Sorted by name. */
  listProducts(brandId: string, query: ProductQuery): Promise<Page<Product>>;
  /** The brand that owns it. @throws VitrineError NOT_FOUND */
  brandOfProduct(productId: string): Promise<string>;
  /** @throws VitrineError NOT_FOUND */
  readProduct(brandId: string, productId: string): Promise<Product>;
  readAllProducts(brandId: string): Promise<Product[]>;
  /** The version that an edit of this product starts from, for its ETag. */
  versionOf(product: Product): string;
  /** A variant with the product that it belongs to; null when the brand sells no such variant. */
  findVariant(brandId: string, variantId: string): Promise<{ product: Product; variant: Variant } | null>;
  /** @throws VitrineError VALIDATION_FAILED when a variant id belongs to another product */
  createProduct(brandId: string, edit: ProductEdit, productId?: string): Promise<Product>;
  /**
   * Replaces what a brand may write. Stock moves by the difference to what `version` says that the editor saw.
   * @throws VitrineError NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED
   */
  updateProduct(brandId: string, productId: string, edit: ProductEdit, version: string): Promise<Product>;
  /**
   * Replaces the model by what `choose` makes of the current one, which nobody changes in between; null leaves it.
   * @throws VitrineError NOT_FOUND
   */
  replaceModel(brandId: string, productId: string, choose: ModelChoice): Promise<Product>;
  /** The caller makes sure that it stands in no showroom. @throws VitrineError NOT_FOUND */
  deleteProduct(brandId: string, productId: string): Promise<void>;
  /** Sets the units left of one variant, as after a stocktake. @throws VitrineError VARIANT_UNKNOWN */
  setStock(brandId: string, productId: string, variantId: string, units: number): Promise<void>;
};

/** How often a change that does not depend on what somebody saw is tried again when another one came first. */
const WRITE_ATTEMPTS = 5;

export function createCatalog(store: CatalogStore, clock: Clock): Catalog {
  const readProduct = async (brandId: string, productId: string): Promise<Product> => {
    const product = await store.readProduct(brandId, productId);
    if (!product) throw new VitrineError("NOT_FOUND");
    return product;
  };
  const now = () => new Date(clock.now()).toISOString();
  return {
    versionOf: formatProductVersion,
    readProduct,
    readAllProducts: (brandId) => store.readAllProducts(brandId),
    async listProducts(brandId, query) {
      const matching = (await store.readAllProducts(brandId)).filter((product) => matches(product, query));
      const sortKey = (product: Product) => `${product.name.toLowerCase()}\n${product.id}`;
      matching.sort((one, other) => compareKeys(sortKey(one), sortKey(other)));
      return cutPage(matching, sortKey, query);
    },
    async brandOfProduct(productId) {
      const brandId = await store.findProductBrand(productId);
      if (brandId === null) throw new VitrineError("NOT_FOUND");
      return brandId;
    },
    async findVariant(brandId, variantId) {
      const product = await store.findProductOfVariant(brandId, variantId);
      const variant = product?.variants.find((each) => each.id === variantId);
      return product && variant ? { product, variant } : null;
    },
    async createProduct(brandId, edit, productId = `p_${randomBytes(9).toString("base64url")}`) {
      if (!(await store.claimProductId(productId, brandId))) throw new VitrineError("FORBIDDEN");
      const product = { ...applyEdit(edit), id: productId, brandId, model: null, revision: 1, updatedAt: now() };
      const stock = edit.variants.map((each) => ({ variantId: each.id, seen: null, wanted: each.stock }));
      assertWritten(await store.writeProduct(brandId, { product, replaces: 0, stock }));
      return readProduct(brandId, productId);
    },
    async updateProduct(brandId, productId, edit, version) {
      const seen = parseProductVersion(version);
      const current = await readProduct(brandId, productId);
      if (seen?.revision !== current.revision) throw new VitrineError("PRECONDITION_FAILED");
      const product = {
        ...applyEdit(edit),
        id: productId,
        brandId,
        model: current.model,
        revision: current.revision + 1,
        updatedAt: now(),
      };
      const stock = stockEdits(current, edit, seen.seenStock);
      assertWritten(await store.writeProduct(brandId, { product, replaces: current.revision, stock }));
      return readProduct(brandId, productId);
    },
    async replaceModel(brandId, productId, choose) {
      for (let attempt = 1; ; attempt++) {
        const current = await readProduct(brandId, productId);
        const model = await choose(current.model);
        if (model === null) return current;
        const product = { ...withoutStock(current), model, revision: current.revision + 1, updatedAt: now() };
        const stock = current.variants.map((each) => ({ variantId: each.id, seen: null, wanted: null }));
        const outcome = await store.writeProduct(brandId, { product, replaces: current.revision, stock });
        if (outcome.ok || attempt === WRITE_ATTEMPTS) assertWritten(outcome);
        if (outcome.ok) return readProduct(brandId, productId);
      }
    },
    async deleteProduct(brandId, productId) {
      if (!(await store.deleteProduct(brandId, productId))) throw new VitrineError("NOT_FOUND");
    },
    async setStock(brandId, productId, variantId, units) {
      if (!(await store.setStock(brandId, productId, variantId, units))) throw new VitrineError("VARIANT_UNKNOWN");
    },
  };
}

function matches(product: Product, { q, category, productIds }: ProductQuery): boolean {
  if (productIds && !productIds.has(product.id)) return false;
  if (category !== undefined && product.category.toLowerCase() !== category.toLowerCase()) return false;
  if (q === undefined) return true;
  const skus = product.variants.map((each) => each.sku);
  const text = [product.name, product.tagline, product.description, product.category, ...skus].join(" ").toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

function applyEdit({ variants, ...words }: ProductEdit) {
  return { ...words, variants: variants.map(({ stock: _, ...kept }) => kept) };
}

function withoutStock(product: Product): StoredProduct {
  return { ...product, variants: product.variants.map(({ stock: _, ...kept }) => kept) };
}

/** What the editor changed about stock. Without knowledge of what was seen, existing stock is left alone. */
function stockEdits(current: Product, edit: ProductEdit, seenStock: readonly number[]): StockEdit[] {
  const seenById = new Map(current.variants.map((each, index) => [each.id, seenStock[index] ?? null]));
  return edit.variants.map((each) => ({
    variantId: each.id,
    seen: seenById.get(each.id) ?? null,
    wanted: each.stock,
  }));
}

function assertWritten(outcome: WriteOutcome): void {
  if (outcome.ok) return;
  if (outcome.reason !== "taken") {
    throw new VitrineError(outcome.reason === "missing" ? "NOT_FOUND" : "PRECONDITION_FAILED");
  }
  const message = `The variant id ${outcome.variantId} belongs to another product`;
  throw new VitrineError("VALIDATION_FAILED", [{ in: "body", path: "variants", message }]);
}
