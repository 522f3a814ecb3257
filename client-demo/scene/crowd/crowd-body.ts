import { Vector3 } from "three";
import type { VisitorView } from "../../sdk/room-views.ts";
import { type AvatarActor, type AvatarInput, createAvatarActor } from "../avatars/avatar-actor.ts";
import type { Exhibits } from "../exhibits/exhibits.ts";
import type { CrowdBodies } from "./crowd-bodies.ts";
import { type CrowdMember, IMPOSTOR, type Level } from "./crowd-levels.ts";
import type { RoomFacts } from "./room-facts.ts";

/** Somebody in the room, as they are drawn: kept from frame to frame. */
export type CrowdBody = CrowdMember & {
  readonly slot: number;
  readonly actor: AvatarActor;
  readonly input: AvatarInput;
  visitor: VisitorView | undefined;
  /** 0…1; coming and going. */
  presence: number;
  inSight: boolean;
  /** Frame in which they were last in the room. */
  frame: number;
  /** The level of the last frame, the one that is being left, and how far the new one has come (0…1). */
  drawn: Level;
  before: Level;
  change: number;
  /** Time that has passed since the last step of animation. */
  waitedS: number;
  /** Exhibit in the hands, and where that is. */
  held: string | undefined;
  readonly reach: Vector3;
  colour: number;
  /** Version of the room's facts that is known here. */
  factsVersion: number;
};

/** Where somebody is in this frame, and how they stand. */
export type AvatarPose = {
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
  /** 0 for none, else 1 + index into EMOTES. */
  readonly gesture: number;
};

/** Somebody else in this frame, as the timeline has them. */
export type RemoteAvatar = AvatarPose & {
  readonly slot: number;
  readonly moving: boolean;
  /** 0…1; what the timeline fades. Coming and going is faded here as well. */
  readonly opacity: number;
};

const FASTEST_MPS = 6;
/** Whoever is farther from where they were a frame ago did not walk there. */
const LEAP_M = 2;
/** From one level of detail to the next. */
const CHANGE_S = 0.3;
/** Frames from one step of animation to the next, by level; places and headings are taken over in every frame. */
const STEP_FRAMES: Readonly<Record<Level, number>> = [1, 2, 4];
/** Longest step: who comes into view has not been walking on the spot. */
const STEP_MAX_S = 0.25;

export function createBody(slot: number): CrowdBody {
  return {
    slot,
    actor: createAvatarActor(slot * 1.7),
    input: { x: Number.NaN, z: 0, heading: 0, pitch: 0, speedMps: 0, opacity: 0, gesture: 0, reachFor: null },
    visitor: undefined,
    presence: 0,
    inSight: false,
    frame: 0,
    distance: 0,
    rank: 0,
    level: IMPOSTOR,
    drawn: IMPOSTOR,
    before: IMPOSTOR,
    change: 1,
    waitedS: 0,
    held: undefined,
    reach: new Vector3(),
    colour: -1,
    factsVersion: -1,
  };
}

/** Colour and what somebody holds come from the room's state, the rest from the pose. */
export function describeBody(body: CrowdBody, facts: RoomFacts, visitor: VisitorView | undefined): void {
  body.factsVersion = facts.version;
  body.visitor = visitor;
  body.held = visitor && facts.heldBy(visitor.id);
  const colour = visitor?.colour ?? 0;
  if (body.colour === colour) return;
  body.colour = colour;
  body.actor.setColour(colour);
}

/** Takes a pose over and works out the speed from the way made; false when nothing changed. */
export function takePose(body: CrowdBody, pose: AvatarPose, moving: boolean, dtSeconds: number): boolean {
  const { input } = body;
  const way = Number.isNaN(input.x) ? 0 : Math.hypot(pose.x - input.x, pose.z - input.z);
  if (way > LEAP_M) body.presence = 0;
  const speed = moving && dtSeconds > 0 ? Math.min(FASTEST_MPS, way / dtSeconds) : 0;
  // Positions come in steps of a few millimetres: a little inertia keeps the stride even.
  input.speedMps += (speed - input.speedMps) * Math.min(1, dtSeconds * 10);
  const changed = way > 1e-4 || Math.abs(input.heading - pose.heading) > 1e-3 || pose.gesture > 0;
  input.x = pose.x;
  input.z = pose.z;
  input.heading = pose.heading;
  input.pitch = pose.pitch;
  input.gesture = pose.gesture;
  return changed;
}

/** Steps the animation on when it is this body's turn, so that not everybody's falls into one frame. */
export function animateBody(body: CrowdBody, showing: Exhibits, frame: number, dtSeconds: number): void {
  const { input, held } = body;
  body.waitedS = Math.min(STEP_MAX_S, body.waitedS + dtSeconds);
  if ((frame + body.slot) % STEP_FRAMES[body.level] !== 0) return;
  input.reachFor = held !== undefined && showing.centreOf(held, body.reach) ? body.reach : null;
  body.actor.animate(input, body.waitedS);
  body.waitedS = 0;
}

/**
 * Begins to change a body to the level that was chosen for it. In the middle of a change back it turns round where it is;
 * who comes into view has nothing to change from. Returns whether the level is another one.
 */
export function changeLevel(body: CrowdBody): boolean {
  const { level, drawn, before } = body;
  const isNew = !body.inSight;
  if (!isNew && level === drawn) return false;
  body.change = isNew ? 1 : level === before ? 1 - body.change : 0;
  body.before = drawn;
  body.drawn = level;
  body.inSight = true;
  return true;
}

/** Draws a body at its level, and what is left of the level before. */
export function drawBody(body: CrowdBody, bodies: CrowdBodies, dtSeconds: number): void {
  const { actor, input, level, before } = body;
  if (input.opacity <= 0.01) return;
  body.change = Math.min(1, body.change + dtSeconds / CHANGE_S);
  // Who is half there already does not show what changes as well.
  if (body.change >= 1 || input.opacity < 1) {
    bodies.draw(actor, input, level, input.opacity);
    return;
  }
  bodies.draw(actor, input, level, body.change);
  bodies.draw(actor, input, before, 1 + body.change);
}
