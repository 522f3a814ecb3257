import type { CatalogPort, Clock } from "../../rooms/ports.ts";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Showroom, ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { compareKeys, cutPage, type Page, type PageQuery } from "../http/page.ts";
import type { Brand, ShowroomStore } from "./store.ts";

export type Showrooms = Pick<CatalogPort, "loadShowroom"> & {
  /** All showrooms of all brands, sorted by name: they are public places. */
  listShowrooms(query: PageQuery): Promise<Page<Showroom>>;
  /** @throws VitrineError NOT_FOUND */
  readShowroom(showroomId: string): Promise<Showroom>;
  findShowroomBrand(showroomId: string): Promise<string | null>;
  listShowroomIds(brandId: string): Promise<ReadonlySet<string>>;
  /** The brand of an installation that has just one, else null. */
  findOnlyBrand(): Promise<string | null>;
  addBrand(brand: Brand): Promise<void>;
  /** Adds a showroom unless there is one of that id already. @throws VitrineError FORBIDDEN when another brand has the id */
  addShowroom(brand: Brand, added: Pick<Showroom, "id" | "name" | "layout">): Promise<void>;
  /**
   * Replaces the layout. Rooms that are running keep theirs; the next room that opens has the new one.
   * @throws VitrineError NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED
   */
  changeLayout(showroomId: string, layout: ShowroomLayout, revision: string): Promise<Showroom>;
};

export type ShowroomsDeps = {
  readonly store: ShowroomStore;
  readonly clock: Clock;
  readAllProducts(brandId: string): Promise<Product[]>;
};

export function createShowrooms({ store, clock, readAllProducts }: ShowroomsDeps): Showrooms {
  const now = () => new Date(clock.now()).toISOString();
  const readShowroom = async (showroomId: string): Promise<Showroom> => {
    const brandId = await store.findShowroomBrand(showroomId);
    const found = brandId === null ? null : await store.readShowroom(brandId, showroomId);
    if (!found) throw new VitrineError("NOT_FOUND");
    return found;
  };
  return {
    readShowroom,
    findShowroomBrand: (showroomId) => store.findShowroomBrand(showroomId),
    addBrand: (brand) => store.addBrand(brand),
    async listShowrooms(query) {
      const brands = await store.readBrands();
      const all = (await Promise.all(brands.map((brand) => store.readAllShowrooms(brand.id)))).flat();
      const sortKey = (each: Showroom) => `${each.name.toLowerCase()}\n${each.id}`;
      all.sort((one, other) => compareKeys(sortKey(one), sortKey(other)));
      return cutPage(all, sortKey, query);
    },
    async listShowroomIds(brandId) {
      return new Set((await store.readAllShowrooms(brandId)).map((showroom) => showroom.id));
    },
    async findOnlyBrand() {
      const [first, ...others] = await store.readBrands();
      return first && others.length === 0 ? first.id : null;
    },
    async loadShowroom(showroomId) {
      const showroom = await readShowroom(showroomId);
      const placed = new Set(showroom.layout.exhibits.map((exhibit) => exhibit.productId));
      const products = (await readAllProducts(showroom.brandId)).filter((product) => placed.has(product.id));
      return { showroom, products };
    },
    async addShowroom(brand, { id, name, layout }) {
      if (!(await store.claimShowroomId(id, brand.id))) throw new VitrineError("FORBIDDEN");
      const added = { id, brandId: brand.id, brandName: brand.name, name, layout, revision: 1, updatedAt: now() };
      await store.writeShowroom(brand.id, added, 0);
    },
    async changeLayout(showroomId, layout, revision) {
      const current = await readShowroom(showroomId);
      if (revision !== String(current.revision)) throw new VitrineError("PRECONDITION_FAILED");
      assertLayout(layout, await readAllProducts(current.brandId));
      const next = { ...current, layout, revision: current.revision + 1, updatedAt: now() };
      const result = await store.writeShowroom(current.brandId, next, current.revision);
      if (result !== "ok") throw new VitrineError(result === "missing" ? "NOT_FOUND" : "PRECONDITION_FAILED");
      return next;
    },
  };
}

/** Everything that one field alone cannot tell: ids that differ, products and variants that exist. */
function assertLayout(layout: ShowroomLayout, products: readonly Product[]): void {
  const known = new Map(products.map((product) => [product.id, product]));
  const seen = new Set<string>();
  const problems = layout.exhibits.flatMap(({ id, productId, variantId }, index) => {
    const messages: string[] = [];
    if (seen.has(id)) messages.push(`The exhibit id ${id} occurs twice`);
    seen.add(id);
    const product = known.get(productId);
    if (!product) messages.push(`The brand has no product ${productId}`);
    else if (variantId !== undefined && !product.variants.some((each) => each.id === variantId)) {
      messages.push(`${product.name} has no variant ${variantId}`);
    }
    return messages.map((message) => ({ in: "body", path: `exhibits.${index}`, message }));
  });
  if (problems.length > 0) throw new VitrineError("VALIDATION_FAILED", problems);
}
