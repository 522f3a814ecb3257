import type { RemoteAvatar } from "../../../client-demo/scene/crowd/crowd-body.ts";
import type { VisitorView } from "../../../client-demo/sdk/room-views.ts";
import { AVATAR_COLOURS } from "../../../rooms/protocol/colours.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { createRandom } from "../../support/random.ts";

/** People who walk in circles, each around a place of their own. */
export type Walkers = {
  readonly avatars: readonly RemoteAvatar[];
  readonly visitors: ReadonlyMap<string, VisitorView>;
  step(dtSeconds: number): void;
};

type Circle = {
  readonly x: number;
  readonly z: number;
  readonly radius: number;
  readonly speedMps: number;
  angle: number;
};

/** Half of the angle ahead in which they walk, so that all of them are in one picture. */
const HALF_VIEW = 0.62;
const NEAREST_M = 2.2;
const MARGIN_M = 1.6;
const APART_M = 1;
const TRIES = 40;
const NAMES = ["Mia", "Tom", "Ada", "Noor", "Jonas", "Lea", "Ivo", "Sara", "Emil", "Rosa", "Kofi", "Yuki"];

/** Places `count` walkers ahead of somebody at (`x`, `z`) who looks along −z. The same seed places the same people. */
export function createWalkers(count: number, layout: ShowroomLayout, x: number, z: number, seed: number): Walkers {
  const random = createRandom(seed);
  const circles: Circle[] = [];
  for (let index = 0; index < count; index++) circles.push(placeCircle(circles, layout, x, z, random));
  const avatars = circles.map((_, slot) => ({
    slot,
    x: 0,
    z: 0,
    heading: 0,
    pitch: 0,
    moving: true,
    gesture: 0,
    opacity: 1,
  }));
  const visitors = circles.map((_, slot): [string, VisitorView] => [
    `walker-${slot}`,
    {
      id: `walker-${slot}`,
      slot,
      name: `${NAMES[slot % NAMES.length]} ${slot}`,
      colour: Math.floor(random() * AVATAR_COLOURS.length),
      connected: true,
      isSelf: false,
    },
  ]);
  const step = (dtSeconds: number) => {
    for (const [slot, circle] of circles.entries()) {
      circle.angle += (circle.speedMps / circle.radius) * dtSeconds;
      const [sin, cos] = [Math.sin(circle.angle), Math.cos(circle.angle)];
      Object.assign(avatars[slot]!, {
        x: circle.x + circle.radius * cos,
        z: circle.z + circle.radius * sin,
        heading: Math.PI - circle.angle,
      });
    }
  };
  step(0);
  return { avatars, visitors: new Map(visitors), step };
}

function placeCircle(
  others: readonly Circle[],
  layout: ShowroomLayout,
  x: number,
  z: number,
  random: () => number,
): Circle {
  let circle: Circle | null = null;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    circle = {
      x: (random() - 0.5) * (layout.width - MARGIN_M * 2),
      z: (random() - 0.5) * (layout.depth - MARGIN_M * 2),
      radius: 0.4 + random() * 0.8,
      speedMps: 0.7 + random() * 0.8,
      angle: random() * Math.PI * 2,
    };
    if (!isAhead(circle, x, z)) attempt--;
    else if (isFree(circle, layout) && others.every((other) => isApart(circle, other))) break;
  }
  if (!circle) throw new Error("there is no place for a walker");
  return circle;
}

function isAhead({ x, z, radius }: Circle, fromX: number, fromZ: number): boolean {
  const ahead = fromZ - z - radius;
  return ahead > NEAREST_M && Math.abs(x - fromX) + radius < ahead * Math.tan(HALF_VIEW);
}

function isFree({ x, z, radius }: Circle, { fixtures }: ShowroomLayout): boolean {
  return fixtures.every(
    (each) => Math.hypot(each.x - x, each.z - z) > Math.hypot(each.width, each.depth) / 2 + radius + 0.3,
  );
}

function isApart(one: Circle | null, other: Circle): boolean {
  return one !== null && Math.hypot(one.x - other.x, one.z - other.z) > APART_M;
}
