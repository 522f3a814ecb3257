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

/** Lets one tick pass: time fills reserves, ends holds and gestures, and attention grows. */
export function stepWorld(world: World): void {
  world.tick++;
  for (const exhibit of world.state.exhibits.values()) {
    if (exhibit.heldBy !== "" && !isHeld(exhibit, world.tick)) endHold(exhibit);
  }
  for (const presence of world.presences.values()) {
    refillReserve(presence.mover, TICK_MS);
    endGesture(world, presence);
    if ((world.tick + presence.slot) % ATTENTION_TICKS === 0) stepPresenceAttention(world, presence);
  }
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
  const all = world.tick % REFRESH_TICKS === 0;
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
