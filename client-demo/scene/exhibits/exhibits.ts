import { Box3, Group, type PerspectiveCamera, type Raycaster, Vector3 } from "three";
import type { Showroom, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { ExhibitView } from "../../sdk/room-views.ts";
import type { ContactShadows } from "../light/contact-shadows.ts";
import { orderDownloads, type Sighting } from "../models/download-order.ts";
import type { Prepare } from "../models/model-display.ts";
import type { ModelLibrary } from "../models/model-library.ts";
import { outlineColour } from "../models/outline.ts";
import type { SceneFacts } from "../scene-facts.ts";
import { createDepartures } from "./departures.ts";
import { createExhibitActor, type ExhibitActor } from "./exhibit-actor.ts";
import { createExhibitSight } from "./exhibit-sight.ts";
import { supportHeight } from "./support-height.ts";

const LOOK_EVERY_S = 0.12;
/**
 * The browser itself fetches no more than its connections allow, in the order in which it was asked. To ask ahead keeps
 * the line busy while a frame is being drawn; large files come sooner one after the other.
 */
export const FIRST_PARALLEL = 64;
const FINE_PARALLEL = 2;
const OUT_OF_SIGHT: Sighting = { isInSight: false, share: 0, distance: 0, isInspected: false };

type ExhibitHit = { readonly exhibitId: string; readonly distance: number };

/** All exhibits, kept as the room has them. */
export type Exhibits = {
  readonly group: Group;
  /** Returns whether something moved that casts a shadow. */
  update(dtSeconds: number, shadows: ContactShadows): boolean;
  /** Chooses the details of what the camera sees in a picture that is so high, and what is to be fetched for it. */
  look(camera: PerspectiveCamera, pixelHeight: number, dtSeconds: number): void;
  /** Shows whatever is here for exhibits that show nothing yet, at once. */
  fill(): void;
  /** URL of the file that shows an exhibit; "" while there is none. */
  shownUrlOf(exhibitId: string): string;
  /** The nearest exhibit under a ray, with its distance. */
  pick(raycaster: Raycaster): ExhibitHit | null;
  /** World centre of an exhibit, written to `out`; false when there is none of that id. */
  centreOf(exhibitId: string, out: Vector3): boolean;
  /**
   * Exhibits stand as this showroom's layout has them. Between the room's word of a new layout and this they are drawn
   * where they were, but for what somebody holds: nothing stands in the air where a plinth is yet to come.
   */
  refurnish(showroom: Showroom): void;
  /** Cheaper shapes and shading for machines without a graphics card. */
  setPlain(isPlain: boolean): void;
  dispose(): void;
};

const size = new Vector3();
const centre = new Vector3();
const box = new Box3();

function colourOfHolder(view: ExhibitView, { visitors }: SceneFacts): number | null {
  return view.heldBy === "" ? null : (visitors.value.get(view.heldBy)?.colour ?? null);
}

/** Darkens the floor or plinth beneath an exhibit; less when it is lifted. */
function shade(layout: ShowroomLayout, actor: ExhibitActor, hangs: boolean, shadows: ContactShadows): void {
  const { root, bounds } = actor;
  bounds.getSize(size).multiplyScalar(root.scale.x);
  actorCentre(actor, centre);
  const bottom = root.position.y + bounds.min.y * root.scale.y;
  const ground = supportHeight(layout.fixtures, centre.x, centre.z, bottom);
  const lift = hangs ? 0 : Math.max(0, bottom - ground);
  const strength = hangs ? 0.16 : 0.62 * Math.max(0, 1 - lift / 0.9);
  const spread = lift * 0.1;
  shadows.add(centre.x, ground, centre.z, root.rotation.y, size.x * 0.44 + spread, size.z * 0.44 + spread, strength);
}

function actorCentre({ root, bounds }: ExhibitActor, out: Vector3): Vector3 {
  return bounds.getCenter(out).multiply(root.scale).applyQuaternion(root.quaternion).add(root.position);
}

function pickActor(actors: Iterable<ExhibitActor>, raycaster: Raycaster): ExhibitHit | null {
  let nearest: ExhibitHit | null = null;
  for (const actor of actors) {
    actor.root.updateWorldMatrix(true, false);
    box.copy(actor.bounds).expandByScalar(0.04).applyMatrix4(actor.root.matrixWorld);
    // The box comes first: most rays miss most exhibits, and triangles are many.
    if (!raycaster.ray.intersectBox(box, centre)) continue;
    const hit = raycaster.intersectObject(actor.root, true)[0];
    // Between the legs of a chair is still the chair, only a little farther away than anything solid.
    const distance = hit?.distance ?? centre.distanceTo(raycaster.ray.origin) + box.getSize(size).length() / 2;
    if (!nearest || distance < nearest.distance) nearest = { exhibitId: actor.id, distance };
  }
  return nearest;
}

export function createExhibits(
  showroom: Showroom,
  facts: SceneFacts,
  library: ModelLibrary,
  prepare: Prepare,
  plainAtFirst: boolean,
): Exhibits {
  const { exhibits, products, layoutRevision, heldExhibitId, hoveredExhibitId, selectedExhibitId } = facts;
  const group = new Group();
  const actors = new Map<string, ExhibitActor>();
  const departures = createDepartures();
  let { layout, revision } = showroom;
  let hanging = listHanging(layout);
  let drawn = exhibits.value;
  let seenExhibits: unknown;
  let seenProducts: unknown;
  let isPlain = plainAtFirst;

  /** Exhibits come, go and change in steps; between the steps nothing here is looked at again. */
  function reconcile(): void {
    drawn = layoutRevision.value > revision ? keepPlaces(drawn, exhibits.value) : exhibits.value;
    if (seenExhibits === drawn && seenProducts === products.value) return;
    seenExhibits = drawn;
    seenProducts = products.value;
    for (const [id, actor] of actors) {
      if (drawn.has(id)) continue;
      departures.add(actor);
      actors.delete(id);
    }
    for (const view of drawn.values()) {
      const actor = actors.get(view.id) ?? addActor(view.id);
      const product = products.value.get(view.productId) ?? null;
      const variant = product?.variants.find((each) => each.id === view.variantId);
      actor.setProduct(product, variant?.materialVariant ?? null);
      actor.setOpen(view.open);
    }
  }

  function addActor(id: string): ExhibitActor {
    const actor = createExhibitActor(id, library, prepare, hanging.has(id) ? layout.height : null);
    actor.setPlain(isPlain);
    actors.set(id, actor);
    group.add(actor.root);
    return actor;
  }

  return {
    group,
    update(dtSeconds, shadows) {
      reconcile();
      let moved = departures.update(dtSeconds);
      for (const view of drawn.values()) {
        const actor = actors.get(view.id);
        if (!actor) continue;
        if (actor.update(view.transform, heldExhibitId.value === view.id, dtSeconds)) moved = true;
        const pointed = hoveredExhibitId.value === view.id || selectedExhibitId.value === view.id;
        actor.setOutline(outlineColour({ holderColour: colourOfHolder(view, facts), pointed }));
        shade(layout, actor, hanging.has(view.id), shadows);
      }
      return moved;
    },
    look: createLook(actors, library, facts),
    fill() {
      reconcile();
      for (const actor of actors.values())
        if (actor.shownUrl === "") actor.look(OUT_OF_SIGHT, Number.POSITIVE_INFINITY);
    },
    shownUrlOf: (exhibitId) => actors.get(exhibitId)?.shownUrl ?? "",
    pick: (raycaster) => pickActor(actors.values(), raycaster),
    centreOf(exhibitId, out) {
      const actor = actors.get(exhibitId);
      return actor !== undefined && actorCentre(actor, out) === out;
    },
    refurnish(next) {
      const before = layout;
      ({ layout, revision } = next);
      hanging = listHanging(layout);
      // Another cord, or none: made anew from the model that is in memory.
      for (const id of listRehung(before, layout)) {
        actors.get(id)?.dispose();
        actors.delete(id);
      }
      seenExhibits = null;
    },
    setPlain(plain) {
      isPlain = plain;
      for (const actor of actors.values()) actor.setPlain(plain);
    },
    dispose() {
      departures.dispose();
      for (const actor of actors.values()) actor.dispose();
      actors.clear();
    },
  };
}

function listHanging({ exhibits: placements }: ShowroomLayout): ReadonlySet<string> {
  return new Set(placements.filter((each) => each.mount === "ceiling").map((each) => each.id));
}

/** Exhibits that hang and did not, or the other way round, or hang from another height. */
function listRehung(before: ShowroomLayout, after: ShowroomLayout): string[] {
  const [was, is] = [listHanging(before), listHanging(after)];
  return [...new Set([...was, ...is])].filter((id) => was.has(id) !== is.has(id) || before.height !== after.height);
}

/** The exhibits as they were drawn, each as it is now but where it was, unless somebody holds it. */
function keepPlaces(
  drawn: ReadonlyMap<string, ExhibitView>,
  now: ReadonlyMap<string, ExhibitView>,
): ReadonlyMap<string, ExhibitView> {
  const kept = [...drawn.values()].map((view) => {
    const current = now.get(view.id);
    return current && current.heldBy !== "" ? current : view;
  });
  return kept.every((view) => drawn.get(view.id) === view) ? drawn : new Map(kept.map((view) => [view.id, view]));
}

/** Looks some times a second: eyes notice no sooner, and every look walks over all exhibits. */
function createLook(
  actors: ReadonlyMap<string, ExhibitActor>,
  library: ModelLibrary,
  { heldExhibitId, selectedExhibitId }: SceneFacts,
): Exhibits["look"] {
  const sight = createExhibitSight();
  let sinceS = LOOK_EVERY_S;
  return (camera, pixelHeight, dtSeconds) => {
    sinceS += dtSeconds;
    if (sinceS < LOOK_EVERY_S) return;
    sight.aim(camera, pixelHeight);
    for (const actor of actors.values()) {
      const isInspected = selectedExhibitId.value === actor.id || heldExhibitId.value === actor.id;
      actor.look(sight.see(actor.root, actor.bounds, isInspected), sinceS);
    }
    sinceS = 0;
    // Before the room has told what stands in it, what was ordered at the door goes on.
    if (actors.size === 0) return;
    const wishes = [...actors.values()].flatMap(({ wish }) => wish ?? []);
    library.want(orderDownloads(wishes), wishes.some((wish) => wish.isFirst) ? FIRST_PARALLEL : FINE_PARALLEL);
  };
}
