import { MAX_SPEED_MPS, WALK_SPEED_MPS } from "../../../rooms/protocol/limits.ts";
import { wrapAngle } from "../../../rooms/simulation/placement.ts";
import type { Point, Space } from "../../../rooms/simulation/space.ts";
import { createJoystick } from "./joystick.ts";
import { createKeyboard, type KeyState } from "./keyboard.ts";
import type { MoveIntent } from "./move-intent.ts";
import { createPointer, type PointerOptions } from "./pointer.ts";
import { createWalker, type Steering, type Walker } from "./walker.ts";

export type InputOptions = Omit<PointerOptions, "onFloor"> & {
  readonly space: Space;
  /** Where the touch stick is put. */
  readonly overlay: HTMLElement;
  /** Heading to begin with. */
  readonly heading: number;
};

export type Input = {
  /** What the visitor wants now; the same object each time. `at` is where their avatar is. */
  update(at: Point, dtSeconds: number): MoveIntent;
  /** Walks the visitor up to a thing and turns to it; false when there is no way. */
  walkBefore(at: Point, target: Point, distance: number): boolean;
  /** Turns the view, for instance after arriving. */
  look(heading: number): void;
  /** Finds ways through another space from now on; a walk that is under way ends. */
  refurnish(space: Space): void;
  dispose(): void;
};

const TURN_RAD_PER_S = 2.1;
const FOLLOW_TURN_PER_S = 5;
const PITCH_MIN = -1.1;
const PITCH_MAX = 0.9;
const FACED_RAD = 0.03;
const FIRST_ZOOM = 0.85;

/** What all devices together say in one frame. */
export type Wishes = {
  readonly keys: Readonly<KeyState>;
  readonly stick: { readonly right: number; readonly forward: number };
  readonly look: { readonly turn: number; readonly tilt: number; readonly zoom: number };
  /** Where a walk that was asked for leads, null when there is none. */
  readonly steering: Steering | null;
};

/** Whether somebody takes the walk into their own hands, which ends one that was asked for. */
export function isSteering({ keys, stick }: Wishes): boolean {
  return keys.forward !== 0 || keys.right !== 0 || stick.forward !== 0 || stick.right !== 0;
}

/** Combines the wishes of a frame into the intent, which also remembers heading, pitch and zoom. */
export function combineWishes(wishes: Wishes, dtSeconds: number, intent: MoveIntent): void {
  const { keys, stick, look, steering } = wishes;
  intent.heading = wrapAngle(intent.heading + look.turn + keys.turn * TURN_RAD_PER_S * dtSeconds);
  intent.pitch = Math.min(PITCH_MAX, Math.max(PITCH_MIN, intent.pitch + look.tilt));
  intent.zoom = Math.min(1, Math.max(0, intent.zoom + look.zoom));
  intent.speedMps = keys.hurrying ? MAX_SPEED_MPS : WALK_SPEED_MPS;
  if (steering && !isSteering(wishes)) {
    intent.dirX = steering.dirX;
    intent.dirZ = steering.dirZ;
    if (steering.heading === null || look.turn !== 0 || keys.turn !== 0) return;
    const turn = wrapAngle(steering.heading - intent.heading);
    intent.heading = wrapAngle(intent.heading + turn * Math.min(1, dtSeconds * FOLLOW_TURN_PER_S));
    return;
  }
  const forward = Math.max(-1, Math.min(1, keys.forward + stick.forward));
  const right = Math.max(-1, Math.min(1, keys.right + stick.right));
  const length = Math.max(1, Math.hypot(forward, right));
  const cos = Math.cos(intent.heading);
  const sin = Math.sin(intent.heading);
  intent.dirX = (right * cos - forward * sin) / length;
  intent.dirZ = (-right * sin - forward * cos) / length;
}

/** Listens to keyboard, pointer and touch on the room's canvas. */
export function createInput(options: InputOptions): Input {
  const keyboard = createKeyboard();
  const joystick = createJoystick(options.overlay);
  let walker = createWalker(options.space);
  const place: Point = { x: 0, z: 0 };
  const pointer = createPointer({ ...options, onFloor: (floor) => void walker.walkTo(place, floor) });
  const look = { turn: 0, tilt: 0, zoom: 0 };
  const steering: Steering = { dirX: 0, dirZ: 0, heading: null };
  const walking: Wishes = { keys: keyboard.state, stick: joystick.state, look, steering };
  const free: Wishes = { ...walking, steering: null };
  const intent: MoveIntent = {
    dirX: 0,
    dirZ: 0,
    speedMps: WALK_SPEED_MPS,
    heading: options.heading,
    pitch: -0.06,
    zoom: FIRST_ZOOM,
  };

  return {
    update(at, dtSeconds) {
      place.x = at.x;
      place.z = at.z;
      pointer.take(look);
      if (isSteering(free)) walker.stop();
      const isWalking = walker.isWalking;
      if (isWalking) walker.steer(at, dtSeconds, steering);
      combineWishes(isWalking ? walking : free, dtSeconds, intent);
      if (isWalking) endWalk(walker, steering, intent, look.turn !== 0);
      return intent;
    },
    walkBefore: (at, target, distance) => walker.walkBefore(at, target, distance),
    look(heading) {
      intent.heading = wrapAngle(heading);
    },
    refurnish(space) {
      walker = createWalker(space);
    },
    dispose() {
      keyboard.dispose();
      joystick.dispose();
      pointer.dispose();
    },
  };
}

/** A walk ends when nobody walks any more and the thing is faced, or when the visitor looks elsewhere by themselves. */
function endWalk(walker: Walker, steering: Steering, intent: MoveIntent, looksElsewhere: boolean): void {
  if (steering.dirX !== 0 || steering.dirZ !== 0) return;
  const off = steering.heading === null ? 0 : Math.abs(wrapAngle(steering.heading - intent.heading));
  if (off < FACED_RAD || looksElsewhere) walker.stop();
}
