import { decodePoseFrame, type Pose } from "../protocol/poses.ts";
import { createRoomClock, noteFrame, type RoomClock } from "./room-clock.ts";
import { addSample, createTimeline, sampleTimeline, type Timeline } from "./timeline.ts";

/** Everything a client knows about where others are: the room's clock and one timeline a slot. */
export type PoseBook = { readonly clock: RoomClock; readonly timelines: Map<number, Timeline> };

export function createPoseBook(): PoseBook {
  return { clock: createRoomClock(), timelines: new Map() };
}

/** Takes a frame from the pose channel. @returns false when the bytes are not a frame; nothing is changed then */
export function takeFrame(book: PoseBook, bytes: Uint8Array, nowMs: number): boolean {
  const frame = decodePoseFrame(bytes);
  if (!frame) return false;
  const tick = noteFrame(book.clock, frame.tick, nowMs);
  for (const pose of frame.poses) {
    let timeline = book.timelines.get(pose.slot);
    if (!timeline) {
      timeline = createTimeline();
      book.timelines.set(pose.slot, timeline);
    }
    addSample(timeline, tick, pose);
  }
  return true;
}

/** Where the avatar of a slot is at a tick. @returns false when nothing is known of it */
export function samplePose(book: PoseBook, slot: number, tick: number, out: Pose): boolean {
  const timeline = book.timelines.get(slot);
  return timeline !== undefined && sampleTimeline(timeline, tick, out);
}

/** Forgets the slots that nobody in the room has any more. */
export function keepSlots(book: PoseBook, slots: ReadonlySet<number>): void {
  for (const slot of book.timelines.keys()) {
    if (!slots.has(slot)) book.timelines.delete(slot);
  }
}
