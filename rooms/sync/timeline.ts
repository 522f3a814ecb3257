import { MAX_SPEED_MPS, MOVE_BURST_MS, TICK_MS } from "../protocol/limits.ts";
import type { Pose } from "../protocol/room/poses.ts";
import { wrapAngle } from "../simulation/placement.ts";

/** A pose at a room tick. */
type Sample = Pose & { tick: number };

/** What is known of one avatar's way, oldest first. */
export type Timeline = { readonly samples: Sample[] };

const SAMPLES_MAX = 16;
/** Somebody who rested, and somebody of whom nothing was heard, for more than this many usual intervals. */
const RESTED_INTERVALS = 2;
const LOST_INTERVALS = 8;
/** What a walker can have walked at once besides: the reserve of late moves, and what coarse positions add. */
const LEAP_M = (MAX_SPEED_MPS * MOVE_BURST_MS) / 1000 + 0.6;

export function createTimeline(): Timeline {
  return { samples: [] };
}

/**
 * Adds a pose. Repeated and overtaken ones are ignored. A way that nobody can have walked was a jump: what came before
 * it is forgotten, so that no line is drawn between. Somebody who stood still was there until just before the new pose:
 * without that, a rest of five seconds would be drawn as five seconds of drifting.
 * @param intervalTicks how often a pose usually comes
 */
export function addSample(timeline: Timeline, tick: number, pose: Pose, intervalTicks: number): void {
  const { samples } = timeline;
  const last = samples[samples.length - 1];
  if (last) {
    if (tick <= last.tick) return;
    const gap = tick - last.tick;
    if (isJump(last, pose, gap)) samples.length = 0;
    else if (gap > intervalTicks * (last.moving ? LOST_INTERVALS : RESTED_INTERVALS)) {
      samples.push({ ...last, tick: tick - intervalTicks });
    }
  }
  const { x, z, heading, pitch, moving } = pose;
  samples.push({ tick, x, z, heading, pitch, moving });
  if (samples.length > SAMPLES_MAX) samples.splice(0, samples.length - SAMPLES_MAX);
}

function isJump(from: Sample, to: Pose, gapTicks: number): boolean {
  const walkable = (MAX_SPEED_MPS * gapTicks * TICK_MS) / 1000 + LEAP_M;
  return Math.hypot(to.x - from.x, to.z - from.z) > walkable;
}

/** The newest pose, or undefined before the first. */
export function newestSample({ samples }: Timeline): (Pose & { readonly tick: number }) | undefined {
  return samples[samples.length - 1];
}

/**
 * Where the avatar is at a tick (with fractions): between the two samples around it, and never past the newest one.
 * @returns false when nothing is known yet; `out` is then unchanged
 */
export function sampleTimeline(timeline: Timeline, tick: number, out: Pose): boolean {
  const { samples } = timeline;
  const newest = samples[samples.length - 1];
  const oldest = samples[0];
  if (!newest || !oldest) return false;
  if (tick >= newest.tick) return copyPose(newest, out);
  if (tick <= oldest.tick) return copyPose(oldest, out);
  let index = samples.length - 2;
  while (index > 0 && (samples[index] as Sample).tick > tick) index--;
  const from = samples[index] as Sample;
  const to = samples[index + 1] as Sample;
  const share = (tick - from.tick) / (to.tick - from.tick);
  out.x = from.x + (to.x - from.x) * share;
  out.z = from.z + (to.z - from.z) * share;
  out.heading = wrapAngle(from.heading + wrapAngle(to.heading - from.heading) * share);
  out.pitch = from.pitch + (to.pitch - from.pitch) * share;
  out.moving = from.moving || to.moving;
  return true;
}

function copyPose(from: Pose, out: Pose): true {
  out.x = from.x;
  out.z = from.z;
  out.heading = from.heading;
  out.pitch = from.pitch;
  out.moving = from.moving;
  return true;
}
