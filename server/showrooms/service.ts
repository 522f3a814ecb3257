import { randomBytes } from "node:crypto";
import { buildRoom } from "../../rooms/layout/room-presets.ts";
import type { CatalogPort, Clock, ShowroomContent } from "../../rooms/ports.ts";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Brand, Showroom, ShowroomLayout, ShowroomRequest } from "../../rooms/protocol/showroom.ts";
import { compareKeys, cutPage, type Page, type PageQuery } from "../lists/page.ts";
import { assertLayout } from "./judge-layout.ts";
import type { ShowroomStore, WriteResult } from "./store.ts";

/** One brand's showrooms are listed in one go here and there: they must stay a list that a person can read. */
const SHOWROOMS_MAX = 100;

export type Showrooms = Pick<CatalogPort, "loadShowroom"> & {
  /** Showrooms sorted by name, of one brand or of all: they are public places. */
  listShowrooms(query: PageQuery, brandId?: string | null): Promise<Page<Showroom>>;
  /** @throws VitrineError NOT_FOUND */
  readShowroom(showroomId: string): Promise<Showroom>;
  findShowroomBrand(showroomId: string): Promise<string | null>;
  listShowroomIds(brandId: string): Promise<ReadonlySet<string>>;
  /** Every showroom of a brand with what stands in it. */
  readAllContents(brandId: string): Promise<ShowroomContent[]>;
  /** The brand of an installation that has just one, else null. */
  findOnlyBrand(): Promise<string | null>;
  addBrand(brand: Brand): Promise<void>;
  /** What the brand is called. @throws VitrineError NOT_FOUND */
  nameBrand(brandId: string): Promise<string>;
  /** Adds a showroom unless there is one of that id already. @throws VitrineError FORBIDDEN when another brand has the id */
  addShowroom(brand: Brand, added: Pick<Showroom, "id" | "name" | "layout">): Promise<void>;
  /** Adds an empty showroom. @throws VitrineError VALIDATION_FAILED when the brand has as many as it may */
  createShowroom(brandId: string, request: ShowroomRequest): Promise<Showroom>;
  /** @throws VitrineError NOT_FOUND, PRECONDITION_FAILED */
  renameShowroom(showroomId: string, name: string, revision: string): Promise<Showroom>;
  /**
   * Replaces the layout, in rooms that are running too.
   * @throws VitrineError NOT_FOUND, PRECONDITION_FAILED, VALIDATION_FAILED
   */
  changeLayout(showroomId: string, layout: ShowroomLayout, revision: string): Promise<Showroom>;
  /** Whether visitors may be shown this layout. @throws VitrineError VALIDATION_FAILED */
  assertLayout(brandId: string, layout: ShowroomLayout): Promise<void>;
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
  const change = async (current: Showroom, edit: Partial<Pick<Showroom, "name" | "layout">>): Promise<Showroom> => {
    const next = { ...current, ...edit, revision: current.revision + 1, updatedAt: now() };
    assertWritten(await store.writeShowroom(current.brandId, next, current.revision));
    return next;
  };
  const readCurrent = async (showroomId: string, revision: string): Promise<Showroom> => {
    const current = await readShowroom(showroomId);
    if (revision !== String(current.revision)) throw new VitrineError("PRECONDITION_FAILED");
    return current;
  };
  return {
    readShowroom,
    findShowroomBrand: (showroomId) => store.findShowroomBrand(showroomId),
    addBrand: (brand) => store.addBrand(brand),
    async nameBrand(brandId) {
      const brand = (await store.readBrands()).find((each) => each.id === brandId);
      if (!brand) throw new VitrineError("NOT_FOUND");
      return brand.name;
    },
    async listShowrooms(query, brandId = null) {
      const brands = brandId === null ? (await store.readBrands()).map((brand) => brand.id) : [brandId];
      const all = (await Promise.all(brands.map((each) => store.readAllShowrooms(each)))).flat();
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
    async readAllContents(brandId) {
      const [showrooms, products] = await Promise.all([store.readAllShowrooms(brandId), readAllProducts(brandId)]);
      return showrooms.map((showroom) => contentOf(showroom, products));
    },
    async loadShowroom(showroomId) {
      const showroom = await readShowroom(showroomId);
      return contentOf(showroom, await readAllProducts(showroom.brandId));
    },
    async addShowroom(brand, { id, name, layout }) {
      if (!(await store.claimShowroomId(id, brand.id))) throw new VitrineError("FORBIDDEN");
      const added = { id, brandId: brand.id, brandName: brand.name, name, layout, revision: 1, updatedAt: now() };
      await store.writeShowroom(brand.id, added, 0);
    },
    async createShowroom(brandId, { name, preset }) {
      const brand = (await store.readBrands()).find((each) => each.id === brandId);
      if (!brand) throw new VitrineError("FORBIDDEN");
      if ((await store.readAllShowrooms(brandId)).length >= SHOWROOMS_MAX) {
        const message = `A brand has at most ${SHOWROOMS_MAX} showrooms`;
        throw new VitrineError("VALIDATION_FAILED", [{ in: "body", path: "name", message }]);
      }
      const id = `s_${randomBytes(9).toString("base64url")}`;
      if (!(await store.claimShowroomId(id, brandId))) throw new VitrineError("UNAVAILABLE");
      const layout = { ...buildRoom(preset), fixtures: [], exhibits: [], spotlights: [] };
      const added = { id, brandId, brandName: brand.name, name, layout, revision: 1, updatedAt: now() };
      assertWritten(await store.writeShowroom(brandId, added, 0));
      return added;
    },
    async renameShowroom(showroomId, name, revision) {
      return change(await readCurrent(showroomId, revision), { name });
    },
    async changeLayout(showroomId, layout, revision) {
      const current = await readCurrent(showroomId, revision);
      assertLayout(layout, await readAllProducts(current.brandId));
      return change(current, { layout });
    },
    async assertLayout(brandId, layout) {
      assertLayout(layout, await readAllProducts(brandId));
    },
  };
}

function contentOf(showroom: Showroom, products: readonly Product[]): ShowroomContent {
  const placed = new Set(showroom.layout.exhibits.map((exhibit) => exhibit.productId));
  return { showroom, products: products.filter((product) => placed.has(product.id)) };
}

/** @throws VitrineError NOT_FOUND, PRECONDITION_FAILED */
export function assertWritten(result: WriteResult): void {
  if (result !== "ok") throw new VitrineError(result === "missing" ? "NOT_FOUND" : "PRECONDITION_FAILED");
}
