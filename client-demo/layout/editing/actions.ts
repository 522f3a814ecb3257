import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { Fixture, ShowroomLayout, Wall } from "../../../rooms/protocol/showroom.ts";
import { addFixture, addProduct, addSpotlight, addWall } from "../rules/add-things.ts";
import { duplicateThing, moveThing, removeThing, turnThing } from "../rules/edit-things.ts";
import { findFreeSpot } from "../rules/free-spot.ts";
import { SNAP_M, SNAP_RAD, snapAngle, snapPoint } from "../rules/snap.ts";
import { findExhibit, nameThing, placeOf, type Thing } from "../rules/things.ts";
import { type Editor, newId } from "./editor.ts";

type Point = { readonly x: number; readonly z: number };

/** What can be done with a layout, by whatever hand. */
export type Actions = {
  choose(thing: Thing | null): void;
  /** Puts the chosen thing somewhere; the moves of one drag are one step. */
  move(thing: Thing, to: Point): void;
  /** One press of an arrow key: to the right and away, as the picture shows it. */
  nudge(right: number, away: number, isFine: boolean): void;
  turn(thing: Thing, yaw: number): void;
  /** One press of a turning key, anticlockwise for 1. */
  turnBy(steps: number, isFine: boolean): void;
  remove(): void;
  duplicate(): void;
  addProduct(product: Product, at?: Point | null): void;
  addFixture(kind: Fixture["kind"], at?: Point | null): void;
  addWall(finish: Wall["finish"], at?: Point | null): void;
  /** Aims at what is chosen, else at the middle of the picture. */
  addSpotlight(at?: Point | null): void;
};

/** Where the picture looks: what is added comes there, and arrow keys go by it. */
export type Outlook = { middle(): Point; heading(): number };

const FINE_M = 0.01;
const FINE_RAD = Math.PI / 180;

export function createActions(editor: Editor, outlook: () => Outlook | null): Actions {
  const { layout, selected, products } = editor;
  const nameOf = (thing: Thing) => nameThing(layout.value, thing, products.value);
  const idOf = (thing: Thing) => `${thing.kind} ${thing.id}`;
  const freeSpot = () => findFreeSpot(layout.value, outlook()?.middle() ?? { x: 0, z: 0 });
  const add = (label: string, [next, thing]: readonly [ShowroomLayout, Thing]) => {
    editor.change(label, next);
    selected.value = thing;
  };
  return {
    choose(thing) {
      selected.value = thing;
    },
    move(thing, to) {
      editor.change(`Move ${nameOf(thing)}`, moveThing(layout.value, thing, to), `move ${idOf(thing)}`);
    },
    nudge(right, away, isFine) {
      const thing = selected.value;
      const from = thing && placeOf(layout.value, thing);
      if (!thing || !from) return;
      const { dx, dz } = squareWay(right, away, outlook()?.heading() ?? 0);
      const step = isFine ? FINE_M : SNAP_M;
      const to = snapPoint({ x: from.x + dx * step, z: from.z + dz * step }, true);
      editor.change(`Move ${nameOf(thing)}`, moveThing(layout.value, thing, to), `nudge ${idOf(thing)}`);
    },
    turn(thing, yaw) {
      editor.change(`Turn ${nameOf(thing)}`, turnThing(layout.value, thing, yaw), `turn ${idOf(thing)}`);
    },
    turnBy(steps, isFine) {
      const thing = selected.value;
      const from = thing && placeOf(layout.value, thing);
      if (!thing || !from) return;
      const yaw = snapAngle(from.yaw + steps * (isFine ? FINE_RAD : SNAP_RAD), isFine);
      editor.change(`Turn ${nameOf(thing)}`, turnThing(layout.value, thing, yaw), `turn ${idOf(thing)}`);
    },
    remove() {
      const thing = selected.value;
      if (thing) editor.change(`Remove ${nameOf(thing)}`, removeThing(layout.value, thing));
    },
    duplicate() {
      const thing = selected.value;
      if (thing) add(`Duplicate ${nameOf(thing)}`, duplicateThing(layout.value, thing, newId));
    },
    addProduct: (product, at) =>
      add(`Place ${product.name}`, addProduct(layout.value, product, at ? snapPoint(at) : freeSpot(), newId)),
    addFixture: (kind, at) =>
      add(`Add a ${kind}`, addFixture(layout.value, kind, at ? snapPoint(at) : freeSpot(), newId)),
    addWall: (finish, at) => add("Add a wall", addWall(layout.value, finish, at ? snapPoint(at) : freeSpot(), newId)),
    addSpotlight(at) {
      add(
        "Add a spotlight",
        addSpotlight(layout.value, aimAt(layout.value, selected.value, at ?? outlook()?.middle()), newId),
      );
    },
  };
}

/** What a new lamp lights: the middle of the chosen exhibit, else a place on the floor. */
function aimAt(layout: ShowroomLayout, thing: Thing | null, at: Point | undefined) {
  const exhibit = thing?.kind === "exhibits" ? findExhibit(layout, thing.id) : undefined;
  if (exhibit) {
    const { x, y, z } = exhibit.transform;
    return { x, y: Number((y + 0.2).toFixed(2)), z };
  }
  return { ...snapPoint(at ?? { x: 0, z: 0 }), y: 0 };
}

/** The direction of an arrow key in the room: along the axis that is nearest to what the picture shows. */
export function squareWay(right: number, away: number, heading: number): { dx: number; dz: number } {
  const quarter = Math.round(heading / (Math.PI / 2)) * (Math.PI / 2);
  const [cos, sin] = [Math.round(Math.cos(quarter)), Math.round(Math.sin(quarter))];
  return { dx: right * cos - away * sin + 0, dz: -right * sin - away * cos + 0 };
}
