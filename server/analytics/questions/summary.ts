import type { AnalyticsSummary, BehaviourEvent, ProductBehaviour } from "../../../rooms/protocol/events.ts";
import { medianOf, type Stays, summariseStays } from "./dwell.ts";
import { advanceFunnel, countFunnel, type FunnelProgress } from "./funnel.ts";

/** What is kept of one product while folding. */
type ProductFold = {
  readonly progress: FunnelProgress;
  readonly stays: Stays;
  units: number;
  readonly revenue: Map<string, number>;
};

/** What is kept of all events that were added so far; grows with visitors and stays, not with events. */
export type SummaryFold = {
  events: number;
  visits: number;
  readonly visitors: Set<string>;
  readonly visitStays: Stays;
  /** Order id → its currency. */
  readonly orders: Map<string, string>;
  readonly products: Map<string, ProductFold>;
};

/** A fold to which no event has been added. */
export function createSummaryFold(): SummaryFold {
  return { events: 0, visits: 0, visitors: new Set(), visitStays: [], orders: new Map(), products: new Map() };
}

/** Adds events in any order; each must be added once. */
export function addToSummary(fold: SummaryFold, events: Iterable<BehaviourEvent>): void {
  for (const event of events) {
    fold.events += 1;
    fold.visitors.add(event.visitor);
    if (event.type === "visitor.entered") fold.visits += 1;
    if (event.type === "visitor.left" && event.dwellMs !== undefined) fold.visitStays.push(event.dwellMs);
    if (event.productId !== undefined) addToProduct(productOf(fold, event.productId), event);
    if (event.type === "order.placed" && event.orderId !== undefined && event.currency !== undefined) {
      fold.orders.set(event.orderId, event.currency);
    }
  }
}

/**
 * The numbers of everything that was added. Revenue is never converted: it is summed in the one currency in which
 * most orders were placed, the alphabetically first among equals.
 * @param nameOf the product's name today, or undefined for one that is gone and is then called by its id
 */
export function finishSummary(
  fold: SummaryFold,
  range: { readonly from: string; readonly to: string },
  nameOf: (productId: string) => string | undefined,
): AnalyticsSummary {
  const currency = mostFrequent(fold.orders.values());
  const products = [...fold.products].map(([productId, product]): ProductBehaviour => {
    return {
      productId,
      productName: nameOf(productId) ?? productId,
      funnel: countFunnel(product.progress),
      dwell: summariseStays(product.stays),
      unitsSold: product.units,
      revenueMinor: (currency !== null && product.revenue.get(currency)) || 0,
    };
  });
  return {
    ...range,
    events: fold.events,
    visits: fold.visits,
    uniqueVisitors: fold.visitors.size,
    orders: fold.orders.size,
    revenueMinor: products.reduce((total, product) => total + product.revenueMinor, 0),
    currency,
    medianVisitMs: medianOf(fold.visitStays),
    products: products.sort(compareProducts),
  };
}

function productOf(fold: SummaryFold, productId: string): ProductFold {
  const known = fold.products.get(productId);
  if (known) return known;
  const fresh: ProductFold = { progress: new Map(), stays: [], units: 0, revenue: new Map() };
  fold.products.set(productId, fresh);
  return fresh;
}

function addToProduct(product: ProductFold, event: BehaviourEvent): void {
  advanceFunnel(product.progress, event.visitor, event.type);
  if (event.type === "product.inspected" && event.dwellMs !== undefined) product.stays.push(event.dwellMs);
  if (event.type !== "order.placed") return;
  product.units += event.quantity ?? 0;
  const { currency, valueMinor = 0 } = event;
  if (currency !== undefined) product.revenue.set(currency, (product.revenue.get(currency) ?? 0) + valueMinor);
}

function mostFrequent(values: Iterable<string>): string | null {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const [first] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return first?.[0] ?? null;
}

/** What sold best first, then what was looked at most; the id decides the rest, so that the order never varies. */
function compareProducts(a: ProductBehaviour, b: ProductBehaviour): number {
  return (
    b.revenueMinor - a.revenueMinor ||
    b.unitsSold - a.unitsSold ||
    b.funnel.inspected - a.funnel.inspected ||
    (a.productId < b.productId ? -1 : 1)
  );
}
