import type { IncomingHttpHeaders } from "node:http";
import { z } from "zod";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { type Actor, id } from "../../rooms/protocol/identity.ts";
import { cart, cartLineEdit, order, orderPage, orderRequest } from "../../rooms/protocol/purchases.ts";
import { type Route, route } from "../http/route.ts";
import type { Shopper } from "./orders/checkout.ts";
import type { OrderScope, Purchases } from "./service.ts";

const CART = "Cart";
const ORDERS = "Orders";

/** As Stripe has it. */
const IDEMPOTENCY_KEY_MAX = 255;

const orderQuery = z.object({
  cursor: z
    .string()
    .regex(/^\d{1,15}$/, "Not a cursor")
    .transform(Number)
    .optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});

/** Carts and orders. */
export function purchaseRoutes(purchases: Purchases): Route[] {
  return [...cartRoutes(purchases), placeOrder(purchases), ...orderRoutes(purchases)];
}

function cartRoutes(purchases: Purchases): Route[] {
  return [
    route({
      method: "get",
      path: "/api/v1/cart",
      summary: "Read one's cart",
      description: "Priced now. What is no longer sold is taken out and named in `dropped`.",
      tag: CART,
      action: "cart.use",
      responses: { 200: { description: "The cart", schema: cart } },
      handle: async ({ actor }) => ({ status: 200, body: await purchases.readCart(shopperOf(actor)) }),
    }),
    route({
      method: "put",
      path: "/api/v1/cart/lines/{variantId}",
      summary: "Set how many units are in the cart",
      description: "0 takes the line out. Repeating the request changes nothing.",
      tag: CART,
      action: "cart.use",
      params: z.object({ variantId: id }),
      body: cartLineEdit,
      responses: { 200: { description: "The cart afterwards", schema: cart } },
      errors: ["VARIANT_UNKNOWN", "CART_FULL", "CURRENCY_MIXED"],
      handle: async ({ actor, params, body }) => ({
        status: 200,
        body: await purchases.setCartLine(shopperOf(actor), params.variantId, body.quantity),
      }),
    }),
    route({
      method: "delete",
      path: "/api/v1/cart",
      summary: "Empty one's cart",
      tag: CART,
      action: "cart.use",
      responses: { 204: { description: "The cart is empty" } },
      async handle({ actor }) {
        await purchases.clearCart(shopperOf(actor));
        return { status: 204 };
      },
    }),
  ];
}

function placeOrder(purchases: Purchases): Route {
  return route({
    method: "post",
    path: "/api/v1/orders",
    summary: "Buy the whole cart",
    description:
      "Takes the stock of all lines or of none. The first answer under an Idempotency-Key, order or refusal, is given " +
      "again for 48 hours; a failed validation, a request in progress and a failure of the server are not kept.",
    tag: ORDERS,
    action: "order.place",
    body: orderRequest,
    requestHeaders: { "Idempotency-Key": `Required. A new one for each attempt, 1–${IDEMPOTENCY_KEY_MAX} characters.` },
    responses: { 201: { description: "The order", schema: order, headers: { Location: "Address of the order" } } },
    errors: [
      "IDEMPOTENCY_KEY_REQUIRED",
      "IDEMPOTENCY_KEY_REUSED",
      "IDEMPOTENCY_IN_PROGRESS",
      "CART_EMPTY",
      "CURRENCY_MIXED",
      "PRICE_CHANGED",
      "OUT_OF_STOCK",
      "PAYMENT_DECLINED",
    ],
    async handle({ actor, request, body }) {
      const placed = await purchases.placeOrder(shopperOf(actor), readIdempotencyKey(request.headers), body);
      return { status: 201, body: placed, headers: { Location: `/api/v1/orders/${placed.id}` } };
    },
  });
}

function orderRoutes(purchases: Purchases): Route[] {
  return [
    route({
      method: "get",
      path: "/api/v1/orders",
      summary: "List orders",
      description: "Newest first. A visitor sees their own, a brand editor all of the brand.",
      tag: ORDERS,
      action: "order.read",
      query: orderQuery,
      responses: { 200: { description: "A page of orders", schema: orderPage } },
      handle: async ({ actor, query }) => ({
        status: 200,
        body: await purchases.listOrders(scopeOf(actor), query.cursor ?? null, query.limit),
      }),
    }),
    route({
      method: "get",
      path: "/api/v1/orders/{orderId}",
      summary: "Read an order",
      tag: ORDERS,
      action: "order.read",
      params: z.object({ orderId: id }),
      responses: { 200: { description: "The order", schema: order } },
      errors: ["NOT_FOUND"],
      handle: async ({ actor, params }) => ({
        status: 200,
        body: await purchases.readOrder(scopeOf(actor), params.orderId),
      }),
    }),
  ];
}

/** @throws VitrineError IDEMPOTENCY_KEY_REQUIRED, VALIDATION_FAILED for one that is too long */
function readIdempotencyKey(headers: IncomingHttpHeaders): string {
  const key = [headers["idempotency-key"] ?? []].flat().join(", ");
  if (key === "") throw new VitrineError("IDEMPOTENCY_KEY_REQUIRED");
  if (key.length <= IDEMPOTENCY_KEY_MAX) return key;
  const message = `Use at most ${IDEMPOTENCY_KEY_MAX} characters`;
  throw new VitrineError("VALIDATION_FAILED", [{ in: "header", path: "Idempotency-Key", message }]);
}

/** @throws VitrineError FORBIDDEN for whoever is no visitor of a brand */
function shopperOf({ id: visitorId, brandId }: Actor): Shopper {
  if (brandId === null) throw new VitrineError("FORBIDDEN");
  return { brandId, visitorId };
}

function scopeOf(actor: Actor): OrderScope {
  const { brandId, visitorId } = shopperOf(actor);
  return { brandId, visitorId: actor.role === "brand-editor" ? null : visitorId };
}
