import { Group, type PerspectiveCamera, Vector3 } from "three";
import { chat, phase, type VisitorView } from "../state/store.ts";
import { type AvatarActor, type AvatarInput, createAvatarActor } from "./avatar-actor.ts";
import { type AvatarParts, createAvatarParts } from "./avatar-parts.ts";
import type { ContactShadows } from "./contact-shadows.ts";
import type { Exhibits } from "./exhibits.ts";
import type { Label, Labels } from "./labels.ts";
import { createRoomFacts, type RoomFacts } from "./room-facts.ts";
import { createSpeech } from "./speech.ts";

/** Where somebody else is in this frame, as the timeline has it. */
export type RemoteAvatar = {
  readonly slot: number;
  readonly x: number;
  readonly z: number;
  readonly heading: number;
  readonly pitch: number;
  readonly moving: boolean;
  /** 0…1; what the timeline fades. Coming and going is faded here as well. */
  readonly opacity: number;
};

/** The visitor's own avatar; `opacity` is 0 in first person. */
type OwnAvatar = Omit<RemoteAvatar, "slot" | "moving"> & { readonly speed: number };

export type Avatars = {
  readonly group: Group;
  /** Returns whether anybody moved. */
  update(
    own: OwnAvatar,
    others: readonly RemoteAvatar[],
    camera: PerspectiveCamera,
    dtSeconds: number,
    shadows: ContactShadows,
  ): boolean;
  /** Cheaper shading for machines without a graphics card. */
  setPlain(isPlain: boolean): void;
  dispose(): void;
};

const CAPACITY = 256;
const FADE_S = 0.2;
/** Labels end this far above the floor: a little above the cap. */
const LABEL_M = 1.78;
const FASTEST_MPS = 6;

type Body = {
  readonly actor: AvatarActor;
  readonly input: AvatarInput;
  readonly label: Label;
  readonly reach: Vector3;
  colour: number;
  presence: number;
  /** Raised for everybody who is in the current frame. */
  seenFrame: number;
};

export function createAvatars(showing: Exhibits, labels: Labels, isPlain: boolean): Avatars {
  const group = new Group();
  const parts = createAvatarParts(CAPACITY, isPlain);
  group.add(parts.group);
  const bodies = new Map<number, Body>();
  const facts = createRoomFacts();
  const speech = createSpeech();
  let frame = 0;

  function bodyAt(slot: number): Body {
    const body = bodies.get(slot) ?? createBody(slot, labels);
    bodies.set(slot, body);
    body.seenFrame = frame;
    return body;
  }

  function drawOthers(others: readonly RemoteAvatar[], canvas: Canvas): boolean {
    let moved = false;
    for (const other of others) {
      const body = bodyAt(other.slot);
      body.presence = Math.min(1, body.presence + canvas.dtSeconds / FADE_S);
      if (takePose(body.input, other, other.moving, canvas.dtSeconds)) moved = true;
      const visitor = facts.visitorAt(other.slot);
      describe(body, visitor, facts, showing);
      if (visitor) body.label.write(visitor.name, body.colour, speech.wordsOf(visitor.id));
      drawBody(body, other.opacity, canvas);
    }
    return moved;
  }

  function drawOwn(own: OwnAvatar, canvas: Canvas): boolean {
    const body = bodyAt(OWN);
    body.presence = 1;
    const moved = takePose(body.input, own, own.speed > 0, canvas.dtSeconds);
    body.input.speedMps = own.speed;
    const self = facts.self();
    describe(body, self, facts, showing);
    // One knows one's own name.
    body.label.write("", body.colour, self ? speech.wordsOf(self.id) : "");
    drawBody(body, own.opacity, canvas);
    return moved;
  }

  /** Whoever is no longer in the frame fades where they last stood. */
  function drawLeaving(canvas: Canvas): boolean {
    let moved = false;
    for (const [slot, body] of bodies) {
      if (body.seenFrame === frame) continue;
      moved = true;
      body.presence -= canvas.dtSeconds / FADE_S;
      if (body.presence > 0) {
        drawBody(body, 1, canvas);
      } else {
        body.label.dispose();
        bodies.delete(slot);
      }
    }
    return moved;
  }

  const canvas: Canvas = { parts, shadows: null, camera: null, dtSeconds: 0 };
  return {
    group,
    update(own, others, camera, dtSeconds, shadows) {
      frame++;
      facts.refresh();
      speech.hear(chat.value, phase.value === "live");
      speech.update(dtSeconds);
      canvas.shadows = shadows;
      canvas.camera = camera;
      canvas.dtSeconds = dtSeconds;
      parts.begin();
      const othersMoved = drawOthers(others, canvas);
      const selfMoved = drawOwn(own, canvas);
      const someLeft = drawLeaving(canvas);
      parts.end();
      return othersMoved || selfMoved || someLeft;
    },
    setPlain: parts.setPlain,
    dispose() {
      for (const body of bodies.values()) body.label.dispose();
      parts.dispose();
    },
  };
}

/** What bodies are drawn with in this frame. */
type Canvas = {
  readonly parts: AvatarParts;
  shadows: ContactShadows | null;
  camera: PerspectiveCamera | null;
  dtSeconds: number;
};

function createBody(slot: number, labels: Labels): Body {
  return {
    actor: createAvatarActor(slot * 1.7),
    input: { x: Number.NaN, z: 0, heading: 0, pitch: 0, speedMps: 0, opacity: 0, gesture: 0, reachFor: null },
    label: labels.create(),
    reach: new Vector3(),
    colour: -1,
    presence: 0,
    seenFrame: 0,
  };
}

/** Colour, gesture and what somebody holds come from the room's state, the rest from the pose. */
function describe(body: Body, visitor: VisitorView | undefined, facts: RoomFacts, showing: Exhibits): void {
  const colour = visitor?.colour ?? 0;
  if (body.colour !== colour) {
    body.colour = colour;
    body.actor.setColour(colour);
  }
  body.input.gesture = visitor?.gesture ?? 0;
  const held = visitor && facts.heldBy(visitor.id);
  body.input.reachFor = held && showing.centreOf(held, body.reach) ? body.reach : null;
}

function drawBody(body: Body, opacity: number, { parts, shadows, camera, dtSeconds }: Canvas): void {
  const { input } = body;
  input.opacity = opacity * body.presence;
  if (input.opacity <= 0.01 || !camera) return;
  body.actor.draw(input, dtSeconds, parts);
  shadows?.add(input.x, 0, input.z, input.heading, 0.27, 0.23, 0.8 * input.opacity);
  body.label.place(input.x, LABEL_M, input.z, input.opacity);
}

/** The own avatar is kept under a slot that no room gives out. */
const OWN = -1;

type PoseOf = { readonly x: number; readonly z: number; readonly heading: number; readonly pitch: number };

/** Takes a pose over and works out the speed from the way made; false when nothing changed. */
function takePose(input: AvatarInput, pose: PoseOf, moving: boolean, dtSeconds: number): boolean {
  const way = Number.isNaN(input.x) ? 0 : Math.hypot(pose.x - input.x, pose.z - input.z);
  const speed = moving && dtSeconds > 0 ? Math.min(FASTEST_MPS, way / dtSeconds) : 0;
  // Positions come in steps of a few millimetres: a little inertia keeps the stride even.
  input.speedMps += (speed - input.speedMps) * Math.min(1, dtSeconds * 10);
  const changed = way > 1e-4 || Math.abs(input.heading - pose.heading) > 1e-3 || input.gesture > 0;
  input.x = pose.x;
  input.z = pose.z;
  input.heading = pose.heading;
  input.pitch = pose.pitch;
  return changed;
}
