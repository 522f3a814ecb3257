import { REACH_M } from "../rooms/protocol/limits.ts";
import type { Showroom } from "../rooms/protocol/showroom.ts";
import type { Input } from "./input/intent.ts";
import type { RemotePose, RoomLink } from "./net/room-link.ts";
import type { RemoteAvatar } from "./scene/avatars.ts";
import type { ShowroomScene } from "./scene/showroom-scene.ts";
import { exhibits, nearExhibitId, phase } from "./state/store.ts";

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

/**
 * Runs one frame after the other: input → own avatar → others → picture. Nothing else in the page draws or moves.
 * @returns stops the loop
 */
export function runFrames({ showroom, scene, input, link }: FrameParts): () => void {
  const { entrance } = showroom.layout;
  const self = { x: entrance.x, z: entrance.z, heading: entrance.yaw, pitch: 0, speed: 0, gesture: 0 };
  const avatars: (RemotePose & RemoteAvatar)[] = [];
  let lastMs = performance.now();
  let sinceNearS = 0;
  let handle = requestAnimationFrame(next);

  function next(nowMs: number): void {
    handle = requestAnimationFrame(next);
    const dtSeconds = Math.min(FRAME_MAX_S, Math.max(0, (nowMs - lastMs) / 1_000));
    lastMs = nowMs;
    const wish = input.update(self, dtSeconds);
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
    sinceNearS += dtSeconds;
    if (inRoom && sinceNearS >= NEAR_EVERY_S) {
      sinceNearS = 0;
      nearExhibitId.value = findNear(self);
    }
  }

  return () => cancelAnimationFrame(handle);
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

/** The exhibit within reach that is best in view: near, and ahead rather than beside. */
function findNear(self: { x: number; z: number; heading: number }): string | null {
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
