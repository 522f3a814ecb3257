import { z } from "zod";
import {
  type Product,
  type ProductEdit,
  type ProductPage,
  product,
  productPage,
} from "../../rooms/protocol/catalog.ts";
import { type AnalyticsSummary, analyticsSummary, type LiveRooms, liveRooms } from "../../rooms/protocol/events.ts";
import {
  type GuestRequest,
  type GuestSession,
  type GuestUpdate,
  guestSession,
  type TicketReply,
  ticketReply,
} from "../../rooms/protocol/identity.ts";
import {
  type Cart,
  cart,
  type Order,
  type OrderPage,
  type OrderRequest,
  order,
  orderPage,
} from "../../rooms/protocol/purchases.ts";
import { type Showroom, showroom } from "../../rooms/protocol/showroom.ts";
import { ask, readReply, send } from "./http.ts";

const showroomPage = z.object({ items: z.array(showroom) });

type ProductQuery = {
  readonly q?: string;
  readonly showroom?: string;
  readonly cursor?: string;
  readonly limit?: number;
};
export type DateRange = { readonly from: string; readonly to: string };
export type ExportFormat = "ndjson" | "csv";

/** A product with the version tag that an edit must send back. */
export type ProductVersion = { readonly product: Product; readonly etag: string };

/**
 * The shop as the three pages see it: `readToken` is asked before each request for the guest token or the member key
 * to send. Every function rejects with an ApiError.
 */
export function createApi(readToken: () => string | null) {
  return {
    ...visitCalls(readToken),
    ...catalogCalls(readToken),
    ...purchaseCalls(readToken),
    ...analyticsCalls(readToken),
  };
}

function visitCalls(readToken: () => string | null) {
  return {
    createGuest: (body: GuestRequest): Promise<GuestSession> =>
      ask({ method: "POST", path: "/guests", body }, guestSession),
    readGuest: (): Promise<GuestSession> => ask({ path: "/guests/me", token: readToken() }, guestSession),
    updateGuest: (body: GuestUpdate): Promise<GuestSession> =>
      ask({ method: "PATCH", path: "/guests/me", body, token: readToken() }, guestSession),
    /** A single-use right to enter; ask for a new one before each join. */
    createTicket: (showroomId: string): Promise<TicketReply> =>
      ask({ method: "POST", path: `/showrooms/${showroomId}/tickets`, token: readToken() }, ticketReply),
    listShowrooms: async (): Promise<readonly Showroom[]> => (await ask({ path: "/showrooms" }, showroomPage)).items,
    readShowroom: (showroomId: string): Promise<Showroom> => ask({ path: `/showrooms/${showroomId}` }, showroom),
  };
}

function catalogCalls(readToken: () => string | null) {
  const listProducts = (query: ProductQuery = {}): Promise<ProductPage> =>
    ask({ path: "/products", query, token: readToken() }, productPage);
  const withTag = async (response: Response): Promise<ProductVersion> => {
    const read = await readReply(response, product);
    return { product: read, etag: response.headers.get("ETag") ?? `"${read.revision}"` };
  };
  return {
    listProducts,
    /** Follows the cursors to the last page. */
    listAllProducts: async (query: ProductQuery = {}): Promise<readonly Product[]> => {
      const all: Product[] = [];
      let cursor: string | null = null;
      do {
        const page: ProductPage = await listProducts(cursor === null ? query : { ...query, cursor });
        all.push(...page.items);
        cursor = page.nextCursor;
      } while (cursor !== null);
      return all;
    },
    readProduct: async (productId: string): Promise<ProductVersion> =>
      withTag(await send({ path: `/products/${productId}`, token: readToken() })),
    /** @throws ApiError PRECONDITION_FAILED when somebody changed the product since `etag` was read */
    updateProduct: async (productId: string, body: ProductEdit, etag: string): Promise<ProductVersion> => {
      const headers = { "If-Match": etag };
      return withTag(await send({ method: "PUT", path: `/products/${productId}`, body, headers, token: readToken() }));
    },
    createProduct: (body: ProductEdit): Promise<Product> =>
      ask({ method: "POST", path: "/products", body, token: readToken() }, product),
    /** @throws ApiError PRODUCT_PLACED while it stands in a showroom */
    deleteProduct: async (productId: string): Promise<void> => {
      await send({ method: "DELETE", path: `/products/${productId}`, token: readToken() });
    },
  };
}

function purchaseCalls(readToken: () => string | null) {
  return {
    readCart: (): Promise<Cart> => ask({ path: "/cart", token: readToken() }, cart),
    setCartLine: (variantId: string, quantity: number): Promise<Cart> =>
      ask({ method: "PUT", path: `/cart/lines/${variantId}`, body: { quantity }, token: readToken() }, cart),
    emptyCart: async (): Promise<void> => {
      await send({ method: "DELETE", path: "/cart", token: readToken() });
    },
    /** The same `idempotencyKey` may be sent any number of times: there will be one order. */
    placeOrder: (body: OrderRequest, idempotencyKey: string): Promise<Order> =>
      ask(
        { method: "POST", path: "/orders", body, headers: { "Idempotency-Key": idempotencyKey }, token: readToken() },
        order,
      ),
    listOrders: (cursor?: string): Promise<OrderPage> =>
      ask({ path: "/orders", query: { cursor }, token: readToken() }, orderPage),
  };
}

function analyticsCalls(readToken: () => string | null) {
  return {
    readSummary: (range: DateRange): Promise<AnalyticsSummary> =>
      ask({ path: "/analytics/summary", query: range, token: readToken() }, analyticsSummary),
    readLive: (): Promise<LiveRooms> => ask({ path: "/analytics/live", token: readToken() }, liveRooms),
    /** All events of the range as one file. */
    exportEvents: async (format: ExportFormat, range: DateRange): Promise<Blob> => {
      const query = { format, ...range };
      return (await send({ path: "/analytics/export", query, token: readToken() })).blob();
    },
  };
}
