import type { ShowroomContent } from "../ports.ts";
import type { Product } from "../protocol/catalog.ts";
import type { ExhibitPlacement } from "../protocol/showroom.ts";
import { endInspection } from "../simulation/attention.ts";
import { isHeld } from "../simulation/holds.ts";
import { arrivalPoint } from "../simulation/motion.ts";
import { limitTransform } from "../simulation/placement.ts";
import { findFreePlace, isFree, spaceOf } from "../simulation/space.ts";
import type { ExhibitState } from "../state/showroom-state.ts";
import { placeInCrowd, resizeCrowd } from "../sync/crowd.ts";
import { createExhibit, writeStock } from "./create-world.ts";
import { type Presence, recordEvent, type World } from "./world.ts";

/*
 * A layout that is published while people are in the room. Walls, fixtures and the free exhibits change at once. What
 * somebody holds stays in their hands and within its old limits; its new place waits until it is put down.
 */

/**
 * Furnishes the running room anew. Content of another showroom, or older than what the room has, changes nothing.
 * @returns the visitors who stood where they can no longer be and were put at the nearest free place
 */
export function changeLayout(world: World, { showroom, products }: ShowroomContent): readonly Presence[] {
  if (showroom.id !== world.showroom.id || showroom.revision <= world.showroom.revision) return [];
  world.showroom = showroom;
  world.state.layoutRevision = showroom.revision;
  // Products that stand here no longer stay known: they may be in somebody's hands or cart.
  for (const product of products) takeProduct(world, product);
  changeExhibits(world, showroom.layout.exhibits);
  world.space = spaceOf(showroom.layout);
  const displaced = [...world.presences.values()].filter((presence) => makeRoomFor(world, presence));
  resizeCrowd(world.crowd, world.space.halfWidth, world.space.halfDepth);
  return displaced;
}

/** Gives exhibits whose hold has ended the place that a new layout has for them. Called once a tick. */
export function settlePending(world: World): void {
  if (world.pending.size === 0) return;
  for (const [exhibitId, placement] of world.pending) {
    const exhibit = world.state.exhibits.get(exhibitId);
    if (exhibit && isHeld(exhibit, world.tick)) continue;
    world.pending.delete(exhibitId);
    if (placement) placeExhibit(world, placement);
    else removeExhibit(world, exhibitId);
  }
}

function takeProduct(world: World, product: Product): void {
  const known = world.products.get(product.id);
  if (known && known.revision >= product.revision) return;
  world.products.set(product.id, product);
  writeStock(world.state, product);
}

function changeExhibits(world: World, wanted: readonly ExhibitPlacement[]): void {
  world.pending.clear();
  const placements = new Map(
    wanted.filter(({ productId }) => world.products.has(productId)).map((placement) => [placement.id, placement]),
  );
  for (const [exhibitId, exhibit] of [...world.state.exhibits.entries()]) {
    if (placements.has(exhibitId)) continue;
    if (isHeld(exhibit, world.tick)) world.pending.set(exhibitId, null);
    else removeExhibit(world, exhibitId);
  }
  for (const placement of placements.values()) {
    const exhibit = world.state.exhibits.get(placement.id);
    if (exhibit && isHeld(exhibit, world.tick)) world.pending.set(placement.id, placement);
    else placeExhibit(world, placement);
  }
}

function removeExhibit(world: World, exhibitId: string): void {
  const productId = world.state.exhibits.get(exhibitId)?.productId;
  for (const presence of world.presences.values()) {
    const attention = presence.attention.get(exhibitId);
    if (!attention || productId === undefined) continue;
    endInspection(attention, (event) => recordEvent(world, presence, { ...event, exhibitId, productId }));
    presence.attention.delete(exhibitId);
  }
  world.placements.delete(exhibitId);
  world.state.exhibits.delete(exhibitId);
}

/** Puts an exhibit where a placement has it; one whose place is still the same stays where visitors left it. */
function placeExhibit(world: World, placement: ExhibitPlacement): void {
  const before = world.placements.get(placement.id);
  const exhibit = world.state.exhibits.get(placement.id);
  const product = world.products.get(placement.productId);
  if (!product) return;
  world.placements.set(placement.id, placement);
  if (!exhibit || !before || exhibit.productId !== placement.productId) {
    if (exhibit) removeExhibit(world, placement.id);
    world.placements.set(placement.id, placement);
    world.state.exhibits.set(placement.id, createExhibit(placement, product));
    return;
  }
  if (placement.variantId !== undefined && placement.variantId !== before.variantId) {
    exhibit.variantId = placement.variantId;
  }
  Object.assign(
    exhibit,
    isSamePlace(before, placement) ? limitTransform(placement, transformOf(exhibit)) : placement.transform,
  );
}

function isSamePlace({ transform: one }: ExhibitPlacement, { transform: other }: ExhibitPlacement): boolean {
  return (
    one.x === other.x && one.y === other.y && one.z === other.z && one.yaw === other.yaw && one.scale === other.scale
  );
}

const transformOf = ({ x, y, z, yaw, scale }: ExhibitState) => ({ x, y, z, yaw, scale });

/** Moves a visitor out of what is now a wall, a fixture or outside. @returns whether that was necessary */
function makeRoomFor(world: World, { mover, slot }: Presence): boolean {
  if (isFree(world.space, mover)) return false;
  const { entrance } = world.showroom.layout;
  const place = findFreePlace(world.space, mover) ?? arrivalPoint(world.space, entrance, world.arrivals++);
  mover.x = place.x;
  mover.z = place.z;
  mover.moving = false;
  placeInCrowd(world.crowd, slot, mover);
  return true;
}
