import type { Pose, SlotPose } from "../protocol/poses.ts";
import { wrapAngle } from "../simulation/placement.ts";

/** A pose at a room tick. */
type Sample = Pose & { tick: number };

/** What is known of one avatar's way, oldest first. */
export type Timeline = { readonly samples: Sample[]; epoch: number };

const SAMPLES_MAX = 32;

export function createTimeline(): Timeline {
  return { samples: [], epoch: -1 };
}

/**
 * Adds a pose. Repeated and overtaken ones are ignored, a new epoch forgets the way before it.
 * Somebody who stood still was there until just before the new pose: without that, a rest of five seconds would be
 * drawn as five seconds of drifting.
 */
export function addSample(timeline: Timeline, tick: number, pose: SlotPose): void {
  const { samples } = timeline;
  if (pose.epoch !== timeline.epoch) {
    const newest = samples[samples.length - 1];
    if (newest && tick < newest.tick) return;
    samples.length = 0;
    timeline.epoch = pose.epoch;
  }
  const last = samples[samples.length - 1];
  if (last && tick <= last.tick) return;
  if (last && !last.moving && tick - last.tick > 2) samples.push({ ...last, tick: tick - 1 });
  const { x, z, heading, pitch, moving } = pose;
  samples.push({ tick, x, z, heading, pitch, moving });
  if (samples.length > SAMPLES_MAX) samples.splice(0, samples.length - SAMPLES_MAX);
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
