import { type EventType, FUNNEL_STEPS, type FunnelStep } from "../../../rooms/protocol/events.ts";

/** How far a product event takes its visitor; handling a product with one's own hands counts as inspecting it. */
const STEP_OF: Partial<Record<EventType, FunnelStep>> = {
  "product.passed": "passed",
  "product.approached": "approached",
  "product.inspected": "inspected",
  "exhibit.held": "inspected",
  "exhibit.operated": "inspected",
  "variant.configured": "configured",
  "cart.added": "added",
  "order.placed": "purchased",
};

/** The furthest step of each visitor as an index into FUNNEL_STEPS. */
export type FunnelProgress = Map<string, number>;

/** Notes what a visitor did; a visitor never falls back to an earlier step. */
export function advanceFunnel(progress: FunnelProgress, visitor: string, type: EventType): void {
  const step = STEP_OF[type];
  if (step === undefined) return;
  const index = FUNNEL_STEPS.indexOf(step);
  if (index > (progress.get(visitor) ?? -1)) progress.set(visitor, index);
}

/**
 * Distinct visitors who came at least as far as each step. The funnel only narrows: who bought counts at every
 * earlier step too, even if the product went into the cart from a list and was never walked up to.
 */
export function countFunnel(progress: FunnelProgress): Record<FunnelStep, number> {
  const reached = FUNNEL_STEPS.map(() => 0);
  for (const furthest of progress.values()) {
    for (let step = 0; step <= furthest; step += 1) reached[step] = (reached[step] ?? 0) + 1;
  }
  const [passed = 0, approached = 0, inspected = 0, configured = 0, added = 0, purchased = 0] = reached;
  return { passed, approached, inspected, configured, added, purchased };
}
