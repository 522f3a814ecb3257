import type { VersionState } from "../../../rooms/protocol/goods.ts";

/**
 * Where a version may go from where it is. Back to `queued` leads from work that was broken off, and from each end
 * that may be tried once more.
 */
const NEXT: Readonly<Record<VersionState, readonly VersionState[]>> = {
  queued: ["checking", "failed", "cancelled"],
  checking: ["optimising", "ready", "refused", "failed", "cancelled", "queued"],
  optimising: ["ready", "refused", "failed", "cancelled", "queued", "checking"],
  ready: [],
  refused: ["queued"],
  failed: ["queued"],
  cancelled: ["queued"],
};

export function canBecome(from: VersionState, to: VersionState): boolean {
  return NEXT[from].includes(to);
}

/** Whether somebody still works on it, or will. */
export function isUnfinished(state: VersionState): boolean {
  return state === "queued" || state === "checking" || state === "optimising";
}
