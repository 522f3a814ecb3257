import { REACH_M } from "../../rooms/protocol/limits.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import type { RemoteAvatar } from "../scene/crowd/crowd-body.ts";
import type { ShowroomScene } from "../scene/view/showroom-scene.ts";
import type { Input } from "./input/intent.ts";
import type { RemotePose, RoomLink } from "./link/room-link.ts";
import { exhibits, nearExhibitId, nearSlots, phase, shedLevel, showroom as shown } from "./state/store.ts";

type FrameParts = {
  readonly showroom: Showroom;
  readonly scene: ShowroomScene;
  readonly input: Input;
  readonly link: RoomLink;
};

/** A page that was hidden for longer does not catch up: its time stood still. */
const FRAME_MAX_S = 0.25;
/** What one is near to changes slowly and costs a walk over all exhibits. */
const NEAR_EVERY_S = 0.15;
/** Who is near is for reading: no need to hurry. */
const PEOPLE_EVERY_S = 1;
const PEOPLE_NEAR_M = 10;
const PEOPLE_NEAR_MOST = 20;

/**
 * Runs one frame after the other: input → own avatar → others → picture. Nothing else in the page draws or moves.
 * @returns stops the loop
 */
export function runFrames({ showroom, scene, input, link }: FrameParts): () => void {
  let { entrance } = showroom.layout;
  const self = { x: entrance.x, z: entrance.z, heading: entrance.yaw, pitch: 0, speed: 0, gesture: 0 };
  const avatars: (RemotePose & RemoteAvatar)[] = [];
  let lastMs = performance.now();
  const lookAround = createLookout(link);
  let handle = requestAnimationFrame(next);

  function next(nowMs: number): void {
    handle = requestAnimationFrame(next);
    const dtSeconds = Math.min(FRAME_MAX_S, Math.max(0, (nowMs - lastMs) / 1_000));
    lastMs = nowMs;
    const wish = input.update(self, dtSeconds);
    entrance = shown.value?.layout.entrance ?? entrance;
    const inRoom = phase.value === "live" || phase.value === "reconnecting";
    link.step(wish, dtSeconds);
    const own = link.session()?.own;
    if (own) {
      const x = own.x + own.offset.x;
      const z = own.z + own.offset.z;
      self.speed = dtSeconds > 0 ? Math.hypot(x - self.x, z - self.z) / dtSeconds : 0;
      self.x = x;
      self.z = z;
      self.gesture = link.ownGesture();
    }
    self.heading = inRoom ? wish.heading : entrance.yaw;
    self.pitch = inRoom ? wish.pitch : 0;
    // Before entering one looks from the door, without a body.
    scene.frame({ dtSeconds, self, zoom: inRoom ? wish.zoom : 0, avatars: readAvatars(link, dtSeconds, avatars) });
    if (inRoom) lookAround(self, avatars, dtSeconds);
  }

  return () => cancelAnimationFrame(handle);
}

type Place = { readonly x: number; readonly z: number };

/** Tells the interface now and then what and who is near, and how busy the room is. */
function createLookout(link: RoomLink) {
  let sinceNearS = 0;
  let sincePeopleS = 0;
  return (self: Place & { readonly heading: number }, avatars: readonly RemoteAvatar[], dtSeconds: number): void => {
    sinceNearS += dtSeconds;
    sincePeopleS += dtSeconds;
    if (sinceNearS >= NEAR_EVERY_S) {
      sinceNearS = 0;
      nearExhibitId.value = findNear(self);
    }
    if (sincePeopleS >= PEOPLE_EVERY_S) {
      sincePeopleS = 0;
      nearSlots.value = listNear(self, avatars);
      shedLevel.value = link.session()?.book.shedLevel ?? 0;
    }
  };
}

function readAvatars(link: RoomLink, dtSeconds: number, out: (RemotePose & RemoteAvatar)[]): readonly RemoteAvatar[] {
  const poses = link.remotePoses(dtSeconds);
  for (const [index, pose] of poses.entries()) {
    const avatar = out[index];
    if (avatar) Object.assign(avatar, pose);
    else out.push({ ...pose, opacity: 1 });
  }
  out.length = poses.length;
  return out;
}

/** Slots of those who are near, nearest first. */
function listNear(self: Place, avatars: readonly RemoteAvatar[]): number[] {
  return avatars
    .map(({ slot, x, z }) => ({ slot, distance: Math.hypot(x - self.x, z - self.z) }))
    .filter(({ distance }) => distance < PEOPLE_NEAR_M)
    .sort((a, b) => a.distance - b.distance)
    .slice(0, PEOPLE_NEAR_MOST)
    .map(({ slot }) => slot);
}

/** The exhibit within reach that is best in view: near, and ahead rather than beside. */
function findNear(self: Place & { readonly heading: number }): string | null {
  let best: string | null = null;
  let bestScore = 0;
  for (const { id, transform } of exhibits.value.values()) {
    const dx = transform.x - self.x;
    const dz = transform.z - self.z;
    const distance = Math.hypot(dx, dz);
    if (distance > REACH_M) continue;
    const ahead = (-dx * Math.sin(self.heading) - dz * Math.cos(self.heading)) / Math.max(distance, 0.01);
    const score = (ahead + 0.3) * (1.3 - distance / REACH_M);
    if (score <= bestScore) continue;
    best = id;
    bestScore = score;
  }
  return best;
}
