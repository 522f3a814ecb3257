import { TICK_MS } from "../../rooms/protocol/limits.ts";
import type { ExhibitPlacement, ExhibitTransform } from "../../rooms/protocol/showroom.ts";
import { limitTransform } from "../../rooms/simulation/placement.ts";

/** What the visitor does with what they hold: shown at once, sent at the room's pace, forgotten when the room agrees. */
export type HoldPrediction = {
  /** A new layout has other places and limits. What is in hand keeps its old ones, as the room does. */
  refurnish(placements: readonly ExhibitPlacement[]): void;
  /** Takes a wish and gives what the room will make of it; null for an exhibit that is not in the layout. */
  wish(exhibitId: string, transform: ExhibitTransform, nowMs: number): ExhibitTransform | null;
  /** What to show for an exhibit instead of what the room says, while that is older. */
  shown(exhibitId: string, nowMs: number): ExhibitTransform | null;
  /** Sends the newest wish, at most once a tick. */
  flush(nowMs: number, send: SendTransform): void;
  /** Sends what was not sent yet: before the exhibit is let go. */
  settle(send: SendTransform): void;
};

type SendTransform = (exhibitId: string, transform: ExhibitTransform) => void;

/** After this long without a wish the room's word is as new as ours. */
const TRUSTED_MS = 600;

export function createHoldPrediction(placements: readonly ExhibitPlacement[]): HoldPrediction {
  let byId = new Map(placements.map((placement) => [placement.id, placement]));
  let held: { readonly exhibitId: string; readonly transform: ExhibitTransform; readonly atMs: number } | null = null;
  let isUnsent = false;
  let sentAtMs = Number.NEGATIVE_INFINITY;
  const settle = (send: SendTransform) => {
    if (held && isUnsent) send(held.exhibitId, held.transform);
    isUnsent = false;
  };
  return {
    refurnish(next) {
      const inHand = held && byId.get(held.exhibitId);
      byId = new Map([...next, ...(inHand ? [inHand] : [])].map((placement) => [placement.id, placement]));
    },
    settle,
    wish(exhibitId, wished, atMs) {
      const placement = byId.get(exhibitId);
      if (!placement) return null;
      const transform = limitTransform(placement, wished);
      held = { exhibitId, transform, atMs };
      isUnsent = true;
      return transform;
    },
    shown: (exhibitId, nowMs) =>
      held?.exhibitId === exhibitId && nowMs - held.atMs < TRUSTED_MS ? held.transform : null,
    flush(nowMs, send) {
      if (!isUnsent || nowMs - sentAtMs < TICK_MS) return;
      sentAtMs = nowMs;
      settle(send);
    },
  };
}
