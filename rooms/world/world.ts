import type { EventSubject, Outlet, Return, RoomPorts, SeatsPort } from "../ports.ts";
import type { Product } from "../protocol/catalog.ts";
import type { EventDraft } from "../protocol/events.ts";
import type { Actor } from "../protocol/identity.ts";
import { SLOTS } from "../protocol/limits.ts";
import type { ChatLine, ClientMessageType, ServerMessages, ServerMessageType } from "../protocol/room/messages.ts";
import type { ExhibitPlacement, Showroom } from "../protocol/showroom.ts";
import type { Attention } from "../simulation/attention.ts";
import { endHold } from "../simulation/holds.ts";
import type { Mover } from "../simulation/motion.ts";
import type { RateBudget } from "../simulation/rate-budget.ts";
import type { Space } from "../simulation/space.ts";
import type { ExhibitState, ShowroomState } from "../state/showroom-state.ts";
import type { ClientBudget, RoomBudget } from "../sync/budget.ts";
import type { Crowd } from "../sync/crowd.ts";
import type { FrameWriter } from "../sync/frame-writer.ts";

/** One person in the room: what the schema state does not say. */
export type Presence = {
  readonly visitorId: string;
  readonly slot: number;
  readonly actor: Actor;
  readonly subject: EventSubject;
  readonly mover: Mover;
  /** Asked once when the visit begins: moves are too many to ask each time. */
  readonly mayMove: boolean;
  readonly attention: Map<string, Attention>;
  readonly rates: Map<ClientMessageType, RateBudget>;
  readonly moveRate: RateBudget;
  /** What the socket can take. */
  readonly budget: ClientBudget;
  readonly enteredAtMs: number;
  /** Colyseus's name for the socket that has the presence. */
  sessionId: string;
  /** The socket, null while the visitor is away. */
  client: Outlet | null;
  /** The right to come back of a dropped socket. */
  reconnection: Return | null;
  /** Room tick at which the gesture ends. */
  gestureUntilTick: number;
  /** When this visitor was last told of too many messages, ms. */
  limitToldAtMs: number;
};

/** Everything that is true in one room right now. Handlers read and write this; nothing else does. */
export type World = {
  readonly roomId: string;
  /** The showroom as it is published now; replaced while people are here, see change-layout.ts. */
  showroom: Showroom;
  space: Space;
  /** Where exhibits belong; one that was held when the layout changed keeps its old place until it is put down. */
  readonly placements: Map<string, ExhibitPlacement>;
  /** Exhibits that wait to be put down: for their new place, or null to go. */
  readonly pending: Map<string, ExhibitPlacement | null>;
  readonly products: Map<string, Product>;
  readonly state: ShowroomState;
  readonly presences: Map<string, Presence>;
  /** Who may be here: everybody in `presences`, and who is about to come. */
  readonly seats: SeatsPort;
  readonly chat: ChatLine[];
  /** Everybody's pose, and who has yet to be told. */
  readonly crowd: Crowd;
  readonly frames: FrameWriter;
  /** Who is sent poses in which beat of this tick. */
  readonly turns: readonly Presence[][];
  /** What the process has time for. */
  readonly load: RoomBudget;
  readonly ports: RoomPorts;
  readonly broadcast: <T extends ServerMessageType>(type: T, message: ServerMessages[T]) => void;
  /** Time since the room opened, in ticks. */
  tick: number;
  arrivals: number;
  nextSlot: number;
  nextChatId: number;
};

/** Writes a behaviour event about a visitor of this room. */
export function recordEvent(world: World, presence: Presence, event: Omit<EventDraft, "showroomId" | "roomId">): void {
  world.ports.events.record(presence.subject, { ...event, showroomId: world.showroom.id, roomId: world.roomId });
}

/** The slot for a newcomer: counts on and skips the taken, so that a slot rests before it is somebody else's. */
export function takeSlot(world: World): number {
  const { cell } = world.crowd.lists;
  do {
    world.nextSlot = (world.nextSlot + 1) % SLOTS;
  } while ((cell[world.nextSlot] as number) >= 0);
  return world.nextSlot;
}

/** Ends every hold of a visitor but that of `keep`. */
export function endHoldsOf(world: World, visitorId: string, keep?: ExhibitState): void {
  for (const exhibit of world.state.exhibits.values()) {
    if (exhibit.heldBy === visitorId && exhibit !== keep) endHold(exhibit);
  }
}
