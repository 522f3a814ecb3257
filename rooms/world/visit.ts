import type { Outlet } from "../ports.ts";
import type { TicketClaims } from "../protocol/identity.ts";
import { MOVE_RATE } from "../protocol/limits.ts";
import { endInspection } from "../simulation/attention.ts";
import { arrivalPoint, createMover } from "../simulation/motion.ts";
import { createBudget } from "../simulation/rate-budget.ts";
import { VisitorState } from "../state/showroom-state.ts";
import { createClientBudget } from "../sync/budget.ts";
import { leaveCrowd, placeInCrowd } from "../sync/crowd.ts";
import { endHoldsOf, type Presence, recordEvent, takeSlot, type World } from "./world.ts";

/*
 * The visit of one person, from entering to leaving. A visitor is one presence whatever their sockets do: a dropped
 * one is kept for a while, a newer socket takes it over.
 */

/** Lets somebody who was promised a seat in at the entrance. */
export function beginVisit(world: World, claims: TicketClaims, client: Outlet): Presence {
  const { visitor, actor } = claims;
  const { entrance } = world.showroom.layout;
  const at = arrivalPoint(world.space, entrance, world.arrivals++);
  const { brandId } = world.showroom;
  const presence: Presence = {
    visitorId: visitor.id,
    slot: takeSlot(world),
    actor,
    subject: { visitorId: visitor.id, brandId },
    mayMove: world.ports.identity.can(actor, "avatar.move", { brandId }),
    mover: createMover({ x: at.x, z: at.z, heading: entrance.yaw, pitch: 0, moving: false }),
    attention: new Map(),
    rates: new Map(),
    moveRate: createBudget(MOVE_RATE, world.ports.clock.now()),
    budget: createClientBudget(),
    enteredAtMs: world.ports.clock.now(),
    sessionId: client.sessionId,
    client,
    reconnection: null,
    gestureUntilTick: 0,
    limitToldAtMs: 0,
  };
  world.presences.set(visitor.id, presence);
  world.seats.occupy(visitor.id);
  placeInCrowd(world.crowd, presence.slot, presence.mover);
  const { displayName: name, colour } = visitor;
  world.state.visitors.set(visitor.id, new VisitorState({ name, colour, slot: presence.slot }));
  recordEvent(world, presence, { type: "visitor.entered" });
  return presence;
}

/** Gives a presence to a newer socket. @returns the older socket, if it is still open */
export function resumeVisit(
  world: World,
  presence: Presence,
  claims: TicketClaims | null,
  client: Outlet,
): Outlet | null {
  const older = presence.client;
  presence.client = client;
  presence.sessionId = client.sessionId;
  presence.reconnection = null;
  presence.mover.seq = null;
  const visitor = world.state.visitors.get(presence.visitorId);
  if (visitor) {
    visitor.connected = true;
    if (claims) {
      visitor.name = claims.visitor.displayName;
      visitor.colour = claims.visitor.colour;
    }
  }
  return older;
}

/** Takes note that the socket is gone while the visitor may come back: the avatar stays and stands. */
export function suspendVisit(world: World, presence: Presence): void {
  presence.client = null;
  presence.mover.moving = false;
  placeInCrowd(world.crowd, presence.slot, presence.mover);
  for (const attention of presence.attention.values()) attention.sheetOpen = false;
  const visitor = world.state.visitors.get(presence.visitorId);
  if (visitor) visitor.connected = false;
}

/** Sees somebody out: holds end, what they were looking at is written down. */
export function endVisit(world: World, presence: Presence): void {
  if (!world.presences.delete(presence.visitorId)) return;
  world.seats.vacate(presence.visitorId);
  leaveCrowd(world.crowd, presence.slot);
  for (const [exhibitId, attention] of presence.attention) {
    const productId = world.state.exhibits.get(exhibitId)?.productId;
    if (!productId) continue;
    endInspection(attention, (event) => recordEvent(world, presence, { ...event, exhibitId, productId }));
  }
  endHoldsOf(world, presence.visitorId);
  world.state.visitors.delete(presence.visitorId);
  const dwellMs = Math.max(0, world.ports.clock.now() - presence.enteredAtMs);
  recordEvent(world, presence, { type: "visitor.left", dwellMs });
}
