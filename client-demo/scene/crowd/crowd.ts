import type { PerspectiveCamera } from "three";
import { type CrowdBody, createBody, describeBody, type RemoteAvatar, takePose } from "./crowd-body.ts";
import { FULL, IMPOSTOR } from "./crowd-levels.ts";
import type { RoomFacts } from "./room-facts.ts";
import { createSight } from "./sight.ts";

/** Everybody else in the room. */
export type Crowd = {
  /** Takes this frame's poses. Returns whether somebody moved who is drawn fully. */
  take(others: readonly RemoteAvatar[], dtSeconds: number): boolean;
  /** Those whom a camera sees, with their distances. The list is used again by the next call. */
  inView(camera: PerspectiveCamera): CrowdBody[];
};

const FADE_S = 0.2;

export function createCrowd(facts: RoomFacts): Crowd {
  const everybody = new Map<number, CrowdBody>();
  const seen: CrowdBody[] = [];
  const sight = createSight();
  let frame = 0;

  function takeOne(other: RemoteAvatar, dtSeconds: number): boolean {
    let body = everybody.get(other.slot);
    if (!body) {
      body = createBody(other.slot);
      everybody.set(other.slot, body);
    }
    body.frame = frame;
    const moved = takePose(body, other, other.moving, dtSeconds);
    if (body.factsVersion !== facts.version) describeBody(body, facts, facts.visitorAt(other.slot));
    body.presence = Math.min(1, body.presence + dtSeconds / FADE_S);
    body.input.opacity = other.opacity * body.presence;
    return moved && body.level === FULL;
  }

  /** Whoever is no longer in the room fades where they last stood. */
  function fadeLeaving(dtSeconds: number): boolean {
    let someLeft = false;
    for (const body of everybody.values()) {
      if (body.frame === frame) continue;
      someLeft = true;
      body.presence -= dtSeconds / FADE_S;
      body.input.opacity = Math.max(0, body.presence);
      if (body.presence <= 0) everybody.delete(body.slot);
    }
    return someLeft;
  }

  return {
    take(others, dtSeconds) {
      frame++;
      let moved = false;
      for (const other of others) if (takeOne(other, dtSeconds)) moved = true;
      return fadeLeaving(dtSeconds) || moved;
    },
    inView(camera) {
      sight.aim(camera);
      seen.length = 0;
      for (const body of everybody.values()) {
        const { x, z } = body.input;
        if (!sight.sees(x, z)) {
          body.inSight = false;
          continue;
        }
        // Who comes into view is nobody's neighbour yet: the nearest win afresh.
        if (!body.inSight) body.level = IMPOSTOR;
        body.distance = sight.distanceTo(x, z);
        seen.push(body);
      }
      return seen;
    },
  };
}
