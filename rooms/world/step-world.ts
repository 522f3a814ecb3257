import { TICK_MS } from "../protocol/limits.ts";
import { createAttention, isTooFar, stepAttention } from "../simulation/attention.ts";
import { endHold, isHeld } from "../simulation/holds.ts";
import { refillReserve } from "../simulation/motion.ts";
import { setGesture } from "../sync/crowd.ts";
import { settlePending } from "./change-layout.ts";
import { type Presence, recordEvent, type World } from "./world.ts";

/** Attention changes slowly: looked at four times a second. */
const ATTENTION_TICKS = 5;

/**
 * Lets the world reach a tick: time fills reserves, ends holds and gestures, and attention grows. A process that was
 * busy may be several ticks late: ticks are time, so a hold of ten seconds is ten seconds whatever else happens.
 */
export function stepWorld(world: World, tick: number): void {
  const passed = tick - world.tick;
  world.tick = tick;
  for (const exhibit of world.state.exhibits.values()) {
    if (exhibit.heldBy !== "" && !isHeld(exhibit, world.tick)) endHold(exhibit);
  }
  settlePending(world);
  for (const presence of world.presences.values()) {
    refillReserve(presence.mover, passed * TICK_MS);
    endGesture(world, presence);
    // Spread over the ticks, so that not everybody is looked at in the same one.
    if (isDue(tick + presence.slot, passed, ATTENTION_TICKS)) stepPresenceAttention(world, presence);
  }
}

/** Whether a multiple of `every` was reached in the last `passed` ticks. */
function isDue(tick: number, passed: number, every: number): boolean {
  return tick % every < passed;
}

function endGesture(world: World, presence: Presence): void {
  if (presence.gestureUntilTick === 0 || world.tick < presence.gestureUntilTick) return;
  presence.gestureUntilTick = 0;
  setGesture(world.crowd, presence.slot, 0);
}

function stepPresenceAttention(world: World, presence: Presence): void {
  if (!presence.client) return;
  for (const [exhibitId, exhibit] of world.state.exhibits) {
    let attention = presence.attention.get(exhibitId);
    if (!attention) {
      if (isTooFar(presence.mover, exhibit)) continue;
      attention = createAttention();
      presence.attention.set(exhibitId, attention);
    }
    stepAttention(attention, presence.mover, exhibit, ATTENTION_TICKS * TICK_MS, (event) =>
      recordEvent(world, presence, { ...event, exhibitId, productId: exhibit.productId }),
    );
  }
}
