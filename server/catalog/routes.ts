import { z } from "zod";
import { type Product, product, productEdit, productPage, stockLevel } from "../../rooms/protocol/catalog.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { type Actor, id } from "../../rooms/protocol/identity.ts";
import { ownBrand } from "../access/own-brand.ts";
import { formatEtag, matchesIfNoneMatch, requireIfMatch } from "../http/etag.ts";
import { type Reply, type Route, route } from "../http/route.ts";
import { pageQuery } from "../lists/page.ts";
import type { Showrooms } from "../showrooms/service.ts";
import { createCatalogTable } from "./import-table.ts";
import { formatProductVersion } from "./product-version.ts";
import type { Catalog } from "./service.ts";
import { tableRoutes } from "./table-routes.ts";

export type CatalogRoutesDeps = { readonly catalog: Catalog; readonly showrooms: Showrooms };

const productParams = z.object({ productId: id });
const listQuery = pageQuery.extend({
  q: z.string().trim().max(100).optional(),
  category: z.string().trim().max(40).optional(),
  showroom: id.optional().describe("Only the products that stand in this showroom"),
  brand: id.optional().describe("Whose products; without it, the showroom's or the asker's brand"),
});
const stockEdit = z.object({ stock: stockLevel }).strict();

const ETAG = { ETag: "The version to send as If-Match with an edit" };

const replyWith = (status: number, changed: Product): Reply => ({
  status,
  body: changed,
  headers: { ETag: formatEtag(formatProductVersion(changed)), "Cache-Control": "no-cache" },
});

/** Products and their stock. */
export function catalogRoutes(deps: CatalogRoutesDeps): Route[] {
  return [
    listProducts(deps),
    readProduct(deps),
    createProduct(deps),
    updateProduct(deps),
    deleteProduct(deps),
    setStock(deps),
    ...tableRoutes(createCatalogTable(deps.catalog)),
  ];
}

function listProducts({ catalog, showrooms }: CatalogRoutesDeps): Route {
  return route({
    method: "get",
    path: "/api/v1/products",
    summary: "List and search products",
    description:
      "Sorted by name. `q` finds products in which every word occurs. Without `brand` and `showroom`, the products of the asker's brand, or of the only brand there is.",
    tag: "Products",
    action: "product.read",
    query: listQuery,
    responses: { 200: { description: "One page of products with live stock", schema: productPage } },
    errors: ["NOT_FOUND"],
    async handle({ query, actor }) {
      const { showroom: showroomId, brand, q, category, cursor, limit } = query;
      const showroom = showroomId === undefined ? null : await showrooms.readShowroom(showroomId);
      const brandId = showroom?.brandId ?? brand ?? (await brandOfAsker(actor, showrooms));
      const productIds = showroom && new Set(showroom.layout.exhibits.map((each) => each.productId));
      const page = await catalog.listProducts(brandId, {
        q,
        category,
        cursor,
        limit,
        productIds: productIds ?? undefined,
      });
      return { status: 200, body: page, headers: { "Cache-Control": "no-cache" } };
    },
  });
}

async function brandOfAsker(actor: Actor, showrooms: Showrooms): Promise<string> {
  const brandId = actor.brandId ?? (await showrooms.findOnlyBrand());
  if (brandId !== null) return brandId;
  throw new VitrineError("VALIDATION_FAILED", [{ in: "query", path: "brand", message: "Say whose products" }]);
}

function readProduct({ catalog }: CatalogRoutesDeps): Route {
  return route({
    method: "get",
    path: "/api/v1/products/{productId}",
    summary: "Read a product",
    tag: "Products",
    action: "product.read",
    params: productParams,
    responses: {
      200: { description: "The product with live stock", schema: product, headers: ETAG },
      304: { description: "The version in If-None-Match is still the current one" },
    },
    errors: ["NOT_FOUND"],
    async handle({ params, request }) {
      const brandId = await catalog.brandOfProduct(params.productId);
      const found = await catalog.readProduct(brandId, params.productId);
      const isKnown = matchesIfNoneMatch(request.headers, formatProductVersion(found));
      return isKnown ? { status: 304 } : replyWith(200, found);
    },
  });
}

function createProduct({ catalog }: CatalogRoutesDeps): Route {
  return route({
    method: "post",
    path: "/api/v1/products",
    summary: "Add a product",
    description:
      "The product belongs to the brand of the key. Variant ids are the brand's own and differ between its products.",
    tag: "Products",
    action: "product.edit",
    body: productEdit,
    responses: {
      201: { description: "The new product", schema: product, headers: { ...ETAG, Location: "Its address" } },
    },
    async handle({ actor, body }) {
      const created = await catalog.createProduct(ownBrand(actor), body);
      const reply = replyWith(201, created);
      return { ...reply, headers: { ...reply.headers, Location: `/api/v1/products/${created.id}` } };
    },
  });
}

function updateProduct({ catalog }: CatalogRoutesDeps): Route {
  return route({
    method: "put",
    path: "/api/v1/products/{productId}",
    summary: "Change a product",
    description:
      "Replaces everything that a brand may write. If-Match carries the version that was edited. Stock moves by the difference between what the body says and what that version showed, so a sale in between is kept.",
    tag: "Products",
    action: "product.edit",
    params: productParams,
    body: productEdit,
    requestHeaders: { "If-Match": "The ETag of the version that was edited" },
    responses: { 200: { description: "The product as it is now", schema: product, headers: ETAG } },
    errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
    async handle({ params, body, request, authorize }) {
      const brandId = await catalog.brandOfProduct(params.productId);
      authorize({ brandId });
      const version = requireIfMatch(request.headers);
      return replyWith(200, await catalog.updateProduct(brandId, params.productId, body, version));
    },
  });
}

function deleteProduct({ catalog, showrooms }: CatalogRoutesDeps): Route {
  return route({
    method: "delete",
    path: "/api/v1/products/{productId}",
    summary: "Delete a product",
    description:
      "Refused while it stands in a showroom, with the names of those in `details`. Orders keep what was bought.",
    tag: "Products",
    action: "product.edit",
    params: productParams,
    responses: { 204: { description: "It is gone" } },
    errors: ["NOT_FOUND", "PRODUCT_PLACED"],
    async handle({ params: { productId }, authorize }) {
      const brandId = await catalog.brandOfProduct(productId);
      authorize({ brandId });
      const contents = await showrooms.readAllContents(brandId);
      const places = contents.filter(({ products }) => products.some(({ id }) => id === productId));
      if (places.length > 0) {
        const details = places.map(({ showroom: { id, name } }) => ({ showroomId: id, name }));
        throw new VitrineError("PRODUCT_PLACED", details);
      }
      await catalog.deleteProduct(brandId, productId);
      return { status: 204 };
    },
  });
}

function setStock({ catalog }: CatalogRoutesDeps): Route {
  return route({
    method: "put",
    path: "/api/v1/products/{productId}/variants/{variantId}/stock",
    summary: "Set the stock of a variant",
    description: "For stocktakes and other systems: what is sent is what is left from now on. Rooms show it at once.",
    tag: "Products",
    action: "product.edit",
    params: z.object({ productId: id, variantId: id }),
    body: stockEdit,
    responses: { 200: { description: "The product as it is now", schema: product, headers: ETAG } },
    errors: ["NOT_FOUND", "VARIANT_UNKNOWN"],
    async handle({ params: { productId, variantId }, body, authorize }) {
      const brandId = await catalog.brandOfProduct(productId);
      authorize({ brandId });
      await catalog.setStock(brandId, productId, variantId, body.stock);
      return replyWith(200, await catalog.readProduct(brandId, productId));
    },
  });
}
