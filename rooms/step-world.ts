import { TICK_MS } from "./protocol/limits.ts";
import type { SlotPose } from "./protocol/poses.ts";
import { createAttention, stepAttention } from "./simulation/attention.ts";
import { endHold, isHeld } from "./simulation/holds.ts";
import { refillReserve } from "./simulation/motion.ts";
import { type Presence, recordEvent, type World } from "./world.ts";

/** Attention changes slowly: looked at four times a second. */
const ATTENTION_TICKS = 5;
/** Every pose is sent again this often, so that whoever missed one has it soon. */
const REFRESH_TICKS = 40;

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
  const visitor = world.state.visitors.get(presence.visitorId);
  if (visitor) visitor.gesture = 0;
}

function stepPresenceAttention(world: World, presence: Presence): void {
  if (!presence.client) return;
  for (const [exhibitId, exhibit] of world.state.exhibits) {
    let attention = presence.attention.get(exhibitId);
    if (!attention) {
      attention = createAttention();
      presence.attention.set(exhibitId, attention);
    }
    stepAttention(attention, presence.mover, exhibit, ATTENTION_TICKS * TICK_MS, (event) =>
      recordEvent(world, presence, { ...event, exhibitId, productId: exhibit.productId }),
    );
  }
}

/** The poses that changed since they were last sent; now and then all of them. */
export function takeChangedPoses(world: World): SlotPose[] {
  const all = world.tick >= world.refreshTick;
  if (all) world.refreshTick = world.tick + REFRESH_TICKS;
  const poses: SlotPose[] = [];
  for (const presence of world.presences.values()) {
    if (!all && !presence.poseChanged) continue;
    presence.poseChanged = false;
    poses.push(poseOf(presence));
  }
  return poses;
}

/** The pose of everybody, for one who comes in. */
export function allPoses(world: World): SlotPose[] {
  return [...world.presences.values()].map(poseOf);
}

function poseOf({ slot, mover }: Presence): SlotPose {
  const { x, z, heading, pitch, moving, epoch } = mover;
  return { slot, x, z, heading, pitch, moving, epoch };
}
