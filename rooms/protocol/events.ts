import { z } from "zod";
import { amountMinor, currency } from "./catalog.ts";
import { id } from "./identity.ts";

/** Every kind of behaviour event, past tense. The order of the product ones is the funnel's. */
export const EVENT_TYPES = [
  "visitor.entered",
  "visitor.left",
  "product.passed",
  "product.approached",
  "product.inspected",
  "exhibit.held",
  "exhibit.operated",
  "variant.configured",
  "cart.added",
  "cart.removed",
  "order.placed",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/**
 * One fact. `visitor` is a keyed pseudonym, never the id that other visitors see. `dwellMs` is time spent: near the
 * product for `product.inspected`, in the room for `visitor.left`. An `order.placed` event is written per order line.
 */
export const behaviourEvent = z.object({
  id: z.string(),
  type: z.enum(EVENT_TYPES),
  time: z.iso.datetime(),
  showroomId: id.optional(),
  roomId: id.optional(),
  visitor: z.string(),
  productId: id.optional(),
  variantId: id.optional(),
  exhibitId: id.optional(),
  dwellMs: z.int().min(0).optional(),
  quantity: z.int().min(0).optional(),
  valueMinor: amountMinor.optional(),
  currency: currency.optional(),
  orderId: id.optional(),
});
export type BehaviourEvent = z.infer<typeof behaviourEvent>;

/** An event before the server has given it its id, its time and the visitor's pseudonym. */
export type EventDraft = Omit<BehaviourEvent, "id" | "time" | "visitor">;

export const eventPage = z.object({ items: z.array(behaviourEvent), nextCursor: z.string().nullable() });
export type EventPage = z.infer<typeof eventPage>;

/** The steps of the funnel, each counted in distinct visitors. */
export const FUNNEL_STEPS = ["passed", "approached", "inspected", "configured", "added", "purchased"] as const;
export type FunnelStep = (typeof FUNNEL_STEPS)[number];

export const productBehaviour = z.object({
  productId: id,
  productName: z.string(),
  /** Distinct visitors at each step. */
  funnel: z.object({
    passed: z.int(),
    approached: z.int(),
    inspected: z.int(),
    configured: z.int(),
    added: z.int(),
    purchased: z.int(),
  }),
  dwell: z.object({ totalMs: z.int(), medianMs: z.int(), visits: z.int() }),
  unitsSold: z.int(),
  revenueMinor: amountMinor,
});
export type ProductBehaviour = z.infer<typeof productBehaviour>;

export const analyticsSummary = z.object({
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  events: z.int(),
  /** `visitor.entered` events: one person who comes twice counts twice. */
  visits: z.int(),
  uniqueVisitors: z.int(),
  orders: z.int(),
  revenueMinor: amountMinor,
  currency: currency.nullable(),
  medianVisitMs: z.int(),
  products: z.array(productBehaviour),
});
export type AnalyticsSummary = z.infer<typeof analyticsSummary>;

/** Who is in the rooms of a brand right now, consent or not: a head count holds nothing personal. */
export const liveRooms = z.object({
  visitors: z.int(),
  rooms: z.array(
    z.object({
      roomId: z.string(),
      showroomId: id,
      visitors: z.int(),
      /** What the room leaves out for lack of time: 0 nothing, 1 the far, 2 the mid, 3 every second near pose, 4 all. */
      shedLevel: z.int().min(0).max(4),
    }),
  ),
});
export type LiveRooms = z.infer<typeof liveRooms>;
