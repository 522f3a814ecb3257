import type { Product } from "./protocol/catalog.ts";
import type { EventDraft } from "./protocol/events.ts";
import type { Action, Actor, TicketClaims } from "./protocol/identity.ts";
import type { Showroom } from "./protocol/showroom.ts";

/*
 * What the world needs from the shop. Declared here, implemented in server/, handed over at the composition root.
 */

/** Knows who may come in and what they may do. */
export type IdentityPort = {
  /**
   * Checks a ticket for this showroom and uses it up.
   * @param beforeUse told whose ticket it is once it is known to be genuine; what it throws leaves the ticket good
   * @throws VitrineError TICKET_INVALID, TICKET_USED
   */
  redeemTicket(ticket: string, showroomId: string, beforeUse?: (visitorId: string) => void): Promise<TicketClaims>;
  /** Whether the actor's role allows the action on something of that brand. */
  can(actor: Actor, action: Action, resource: { readonly brandId: string }): boolean;
};

/** A showroom with the products that stand in it. */
export type ShowroomContent = { readonly showroom: Showroom; readonly products: readonly Product[] };

/** What changed in a brand's catalog and showrooms while rooms are running. */
export type CatalogChange =
  | { readonly kind: "stock"; readonly variantId: string; readonly stock: number }
  | { readonly kind: "product"; readonly product: Product }
  | { readonly kind: "showroom"; readonly content: ShowroomContent };

/** Knows what stands in a showroom. */
export type CatalogPort = {
  /** @throws VitrineError NOT_FOUND */
  loadShowroom(showroomId: string): Promise<ShowroomContent>;
  /** Calls back for every change of that brand, in order, until the returned function is called. */
  subscribe(brandId: string, onChange: (change: CatalogChange) => void): () => void;
};

/** The visitor that an event is about. */
export type EventSubject = { readonly visitorId: string; readonly brandId: string };

/**
 * Takes behaviour events. Never throws and never blocks: writing happens behind it, and only for visitors who consent
 * at that moment. Nobody else keeps a copy of a consent that might be out of date.
 */
export type EventSink = { record(subject: EventSubject, event: EventDraft): void };

/** Milliseconds since the Unix epoch. */
export type Clock = { now(): number };

/** Knows the process that the rooms run in. */
export type ProcessLoad = {
  /** Milliseconds that the process has worked, as opposed to waited, since it started. */
  busyMs(): number;
};

/** A structured logger; pino's shape. */
export type RoomLog = {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
};

/** The seats of a room, as the world needs them: a visit has one from its beginning to its end. */
export type SeatsPort = {
  /** Promises a seat for a while, or renews the promise. @returns false when none is left or the room has closed */
  promise(visitorId: string): boolean;
  /** A promise was kept: the visit has begun. @throws Error when nobody has promised this seat */
  occupy(visitorId: string): void;
  /** The visit has ended. */
  vacate(visitorId: string): void;
};

/** The socket that speaks for a visitor. The world keeps it and looks at nothing but its name; a Colyseus client is one. */
export type Outlet = {
  readonly sessionId: string;
  /** Whether it is joining, in the room or leaving, as Colyseus numbers it. */
  readonly state: number;
  /** What frames are written to. */
  readonly ref: unknown;
  send(type: string, message: unknown): void;
  sendBytes(type: string, bytes: Uint8Array): void;
  leave(code: number, reason: string): void;
};

/** The right of a dropped socket to come back; whoever is seen elsewhere meanwhile loses it. */
export type Return = { reject(reason: Error): void };

export type RoomPorts = {
  readonly identity: IdentityPort;
  readonly catalog: CatalogPort;
  readonly events: EventSink;
  readonly clock: Clock;
  readonly load: ProcessLoad;
  /** Where the rooms of this installation tell each other who came in, so that nobody is in two at once. */
  readonly arrivalsTopic: string;
  readonly log: RoomLog;
};
