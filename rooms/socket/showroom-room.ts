import { type Client, CloseCode, Room, type RoomException, ServerError } from "@colyseus/core";
import type { OpeningOptions } from "../entry/reception.ts";
import { RESERVATION_SECONDS } from "../entry/seats.ts";
import { dispatch } from "../handlers/dispatch.ts";
import type { Refusal } from "../handlers/handler.ts";
import { handleMove } from "../handlers/move.ts";
import { checkHandlers } from "../handlers/table.ts";
import type { CatalogChange, RoomPorts } from "../ports.ts";
import { ERRORS } from "../protocol/errors.ts";
import type { TicketClaims } from "../protocol/identity.ts";
import { BEATS_PER_TICK, RECONNECT_SECONDS, TICK_MS } from "../protocol/limits.ts";
import {
  CLOSE_CODES,
  CORRECTION_MESSAGE,
  MOVE_MESSAGE,
  POSES_MESSAGE,
  type ServerMessages,
} from "../protocol/room/messages.ts";
import { encodeCorrection } from "../protocol/room/poses.ts";
import type { ShowroomState } from "../state/showroom-state.ts";
import { stepRoomBudget } from "../sync/budget.ts";
import { applyChange } from "../world/apply-change.ts";
import { createWorld } from "../world/create-world.ts";
import { stepWorld } from "../world/step-world.ts";
import { beginVisit, endVisit, resumeVisit, suspendVisit } from "../world/visit.ts";
import type { Presence, World } from "../world/world.ts";
import { PatchSerializer } from "./patch-serializer.ts";
import { assignTurns, sendBeat, welcomeFrame } from "./send-poses.ts";
import { createShedWatch, type ShedWatch } from "./shed-watch.ts";
import { interceptMoves } from "./wire.ts";

/** Closings after which the visitor may still come back to the same pose. */
const DROP_CODES: readonly number[] = [
  CloseCode.GOING_AWAY,
  CloseCode.NO_STATUS_RECEIVED,
  CloseCode.ABNORMAL_CLOSURE,
  CloseCode.MAY_TRY_RECONNECT,
  CLOSE_CODES.TOO_SLOW,
];
/** Above this many messages a second a socket is closed: far beyond every rate budget together. */
const MESSAGES_PER_SECOND_MAX = 200;
/** A visitor who sends too much is told so at most this often. */
const LIMIT_NOTICE_MS = 1_000;

const BEAT_MS = TICK_MS / BEATS_PER_TICK;
/** How often the room looks whether a beat has come. */
const LOOK_MS = 4;
/** How many late beats are sent in one go: between them the process reads what has arrived. */
const BEATS_AT_ONCE = 2;

/** What rooms tell each other, so that nobody is in two at once. */
type Arrival = { readonly visitorId: string; readonly roomId: string };

/** A running showroom: life cycle and wiring only. What happens in it is in handlers/, simulation/ and visit.ts. */
class ShowroomRoom extends Room<{ state: ShowroomState }> {
  override seatReservationTimeout = RESERVATION_SECONDS;
  override maxMessagesPerSecond = MESSAGES_PER_SECOND_MAX;
  // Patches go out from the tick, right before its poses.
  override patchRate = null;
  readonly #ports: RoomPorts;
  readonly #openedAtMs = performance.now();
  #world: World | null = null;
  #watchShedding: ShedWatch = () => {};
  /** Sockets whose visitor is coming back through a newer one: a phone that changed its network. */
  readonly #returning = new WeakSet<Client>();
  #beat = 0;
  /** When the room last looked, and how much the process had worked until then, ms. */
  #seenMs = 0;
  #seenBusyMs = 0;
  #close: (() => void)[] = [];

  constructor(ports: RoomPorts) {
    super();
    this.#ports = ports;
  }

  override async onCreate({ showroomId, seats }: OpeningOptions): Promise<void> {
    this.#guardIncoming();
    const { arrivalsTopic, catalog, log } = this.#ports;
    const content = await catalog.loadShowroom(showroomId);
    const world = createWorld({
      roomId: this.roomId,
      ports: this.#ports,
      seats,
      content,
      broadcast: (type, message) => this.broadcast(type, message),
    });
    this.#world = world;
    this.state = world.state;
    this.onMessageBytes(MOVE_MESSAGE, (client: Client, bytes: Uint8Array) => this.#takeMove(client, bytes, 0));
    this.onMessage("*", (client, type, payload) => this.#takeMessage(client, type, payload));
    const onArrival = (arrival: Arrival) => this.#evict(arrival);
    await this.presence.subscribe(arrivalsTopic, onArrival);
    this.#close = [
      catalog.subscribe(content.showroom.brandId, (change) => this.#takeChange(world, change)),
      () => this.presence.unsubscribe(arrivalsTopic, onArrival),
      () => seats.close(),
    ];
    await this.#catchUp(world);
    const publish = (shedLevel: number) => this.setMetadata({ ...this.metadata, shedLevel });
    this.#watchShedding = createShedWatch({ roomId: this.roomId, log, publish });
    this.setSimulationInterval(() => this.#step(world), LOOK_MS);
    log.info({ roomId: this.roomId, showroomId: content.showroom.id }, "room opened");
  }

  /** Colyseus puts its own serializer in with every state: ours comes instead. */
  override setSerializer(): void {
    super.setSerializer(new PatchSerializer());
  }

  override onJoin(client: Client, _options: unknown, claims: TicketClaims): void {
    const world = this.#requireWorld();
    let presence = world.presences.get(claims.visitor.id);
    if (presence) {
      const { reconnection } = presence;
      const older = resumeVisit(world, presence, claims, client);
      reconnection?.reject(new Error("taken over by a newer socket"));
      // At once, and not when its browser agrees: a visitor has one seat.
      if (older) this.kickClient(older.sessionId, CLOSE_CODES.EVICTED, "EVICTED");
    } else {
      // Who comes later than was promised may find the seat taken.
      if (!world.seats.promise(claims.visitor.id)) throw new ServerError(ERRORS.ROOM_FULL.status, "ROOM_FULL");
      presence = beginVisit(world, claims, client);
      void this.#tellArrival({ visitorId: presence.visitorId, roomId: this.roomId });
    }
    client.userData = presence;
    this.#interceptMoves(client);
    this.#welcome(world, presence, client);
  }

  override onDrop(client: Client, code?: number): void {
    const presence = this.#presenceOf(client);
    const mayReturn = this.#returning.delete(client) || (code !== undefined && DROP_CODES.includes(code));
    if (!presence || !mayReturn) return;
    suspendVisit(this.#requireWorld(), presence);
    const reconnection = this.allowReconnection(client, RECONNECT_SECONDS);
    // Not coming back is no failure: onLeave follows.
    reconnection.catch(() => {});
    presence.reconnection = { reject: (reason) => reconnection.reject(reason) };
  }

  /** Colyseus asks this when somebody comes back; it kicks their old socket if that still seems to be open. */
  override checkReconnectionToken(token: string) {
    const old = this.clients.find((client) => client.reconnectionToken === token);
    if (old) this.#returning.add(old);
    return super.checkReconnectionToken(token);
  }

  override onReconnect(client: Client): void {
    const world = this.#requireWorld();
    const presence = client.userData as Presence | undefined;
    if (!presence || world.presences.get(presence.visitorId) !== presence) throw new Error("the visit has ended");
    resumeVisit(world, presence, null, client);
    this.#interceptMoves(client);
    this.#welcome(world, presence, client);
  }

  override onLeave(client: Client): void {
    const presence = client.userData as Presence | undefined;
    // An older socket of somebody who is still here says goodbye for itself only.
    if (presence?.sessionId === client.sessionId) endVisit(this.#requireWorld(), presence);
  }

  override onDispose(): void {
    for (const close of this.#close) {
      try {
        close();
      } catch (error) {
        this.#ports.log.error({ err: error, roomId: this.roomId }, "something that a room held could not be given up");
      }
    }
    this.#ports.log.info({ roomId: this.roomId }, "room closed");
  }

  override onUncaughtException(error: RoomException, method: string): void {
    this.#ports.log.error({ err: error, method, roomId: this.roomId }, "error in room");
  }

  /** Closes the door and tells everybody that the server is about to stop. */
  drain(inSeconds: number): void {
    this.lock();
    const draining: ServerMessages["draining"] = { inSeconds };
    this.broadcast("draining", draining);
  }

  /** Time goes in beats, four a tick: steady time, so that neither a busy process nor a set clock bends a hold. */
  #step(world: World): void {
    const elapsedMs = performance.now() - this.#openedAtMs;
    this.#noteLoad(world, elapsedMs);
    const due = Math.floor(elapsedMs / BEAT_MS);
    // A process that was busy is late: what it missed is not made up but for each cell's next turn, and not in one burst.
    const from = Math.max(this.#beat + 1, due - BEATS_PER_TICK + 1);
    const to = Math.min(due, from + BEATS_AT_ONCE - 1);
    for (let beat = from; beat <= to; beat++) this.#sendBeat(world, beat);
  }

  #sendBeat(world: World, beat: number): void {
    this.#beat = beat;
    const tick = Math.floor(beat / BEATS_PER_TICK);
    if (tick > world.tick) {
      stepWorld(world, tick);
      // A newcomer is in the state before the first pose: a pose of an unknown slot would be forgotten.
      this.broadcastPatch();
      assignTurns(world);
    }
    sendBeat(world, beat);
  }

  #noteLoad(world: World, elapsedMs: number): void {
    const busyMs = this.#ports.load.busyMs();
    const sinceMs = elapsedMs - this.#seenMs;
    const busyShare = Math.min(1, (busyMs - this.#seenBusyMs) / sinceMs);
    stepRoomBudget(world.load, Math.max(0, sinceMs - LOOK_MS), busyShare, sinceMs);
    this.#watchShedding(elapsedMs, world.load.level, world.presences.size);
    this.#seenMs = elapsedMs;
    this.#seenBusyMs = busyMs;
  }

  #welcome(world: World, presence: Presence, client: Client): void {
    const { visitorId, slot } = presence;
    const welcome: ServerMessages["welcome"] = { visitorId, slot, tick: world.tick, chat: world.chat };
    client.send("welcome", welcome);
    client.sendBytes(POSES_MESSAGE, welcomeFrame(world, presence));
  }

  /** Reads the showroom once more: what was published between the first reading and the subscription is not lost. */
  async #catchUp(world: World): Promise<void> {
    const { catalog, log } = this.#ports;
    try {
      this.#takeChange(world, { kind: "showroom", content: await catalog.loadShowroom(world.showroom.id) });
    } catch (error) {
      log.warn({ err: error, roomId: this.roomId }, "showroom could not be read again");
    }
  }

  /** Whoever had to make room for a new layout is told where they are now, by the same words as after a wrong move. */
  #takeChange(world: World, change: CatalogChange): void {
    for (const { client, mover } of applyChange(world, change)) {
      if (!client) continue;
      client.sendBytes(CORRECTION_MESSAGE, encodeCorrection({ seq: mover.seq ?? 0, x: mover.x, z: mover.z }));
      const displaced: ServerMessages["displaced"] = { layoutRevision: world.showroom.revision };
      client.send("displaced", displaced);
    }
  }

  #takeMove(client: Client, bytes: Uint8Array, at: number): void {
    const presence = this.#presenceOf(client);
    if (!presence) return;
    const correction = handleMove(this.#requireWorld(), presence, bytes, at);
    if (correction) client.sendBytes(CORRECTION_MESSAGE, correction);
  }

  #takeMessage(client: Client, type: string | number, payload: unknown): void {
    const presence = this.#presenceOf(client);
    if (!presence) return;
    const refusal = dispatch(this.#requireWorld(), presence, type, payload);
    if (refusal) this.#reject(client, presence, String(type).slice(0, 40), refusal);
  }

  #reject(client: Client, presence: Presence, type: string, refusal: Refusal): void {
    if (refusal.code === "RATE_LIMITED") {
      const now = this.#ports.clock.now();
      if (now - presence.limitToldAtMs < LIMIT_NOTICE_MS) return;
      presence.limitToldAtMs = now;
    }
    const rejected: ServerMessages["rejected"] = { type, message: ERRORS[refusal.code].message, ...refusal };
    client.send("rejected", rejected);
  }

  /** Not being able to tell the others keeps nobody out: an older visit elsewhere only lasts longer. */
  async #tellArrival(arrival: Arrival): Promise<void> {
    try {
      await this.presence.publish(this.#ports.arrivalsTopic, arrival);
    } catch (error) {
      this.#ports.log.warn({ err: error, roomId: this.roomId }, "other rooms could not be told who came in");
    }
  }

  /** Somebody who is here came in elsewhere: the newer visit wins. */
  #evict({ visitorId, roomId }: Arrival): void {
    const presence = roomId === this.roomId ? undefined : this.#world?.presences.get(visitorId);
    if (presence?.client) presence.client.leave(CLOSE_CODES.EVICTED, "EVICTED");
    else presence?.reconnection?.reject(new Error("came in elsewhere"));
  }

  /** The presence that this socket speaks for; null once a newer one has it. */
  #presenceOf(client: Client): Presence | null {
    const presence = client.userData as Presence | undefined;
    return presence?.client === client ? presence : null;
  }

  /** Takes the moves of a socket the short way; one that floods is left to Colyseus, which counts and closes it. */
  #interceptMoves(client: Client): void {
    interceptMoves(client, (message, at) => {
      const presence = this.#presenceOf(client);
      if (!presence || presence.moveRate.tokens < 1) return false;
      try {
        this.#takeMove(client, message, at);
      } catch (error) {
        this.#ports.log.error({ err: error, roomId: this.roomId }, "error in room");
      }
      return true;
    });
  }

  /**
   * Colyseus reads a message's header outside its own try: lengths that lie would throw in the socket's listener and end
   * the process with all rooms.
   */
  #guardIncoming(): void {
    type Incoming = { _onMessage(client: Client, buffer: Uint8Array): void };
    const incoming = this as unknown as Incoming;
    const take = incoming._onMessage.bind(this);
    incoming._onMessage = (client, buffer) => {
      try {
        take(client, buffer);
      } catch (error) {
        this.#ports.log.warn({ err: error, roomId: this.roomId }, "unreadable frame");
      }
    };
  }

  #requireWorld(): World {
    if (!this.#world) throw new Error("the room has no world yet");
    return this.#world;
  }
}

/**
 * The Colyseus room class of showrooms, bound to what it needs from the shop. Its rooms are opened and entered through
 * reception.ts alone.
 * @throws Error when a message declares no permission
 */
export function createShowroomRoom(ports: RoomPorts) {
  checkHandlers();
  return class BoundShowroomRoom extends ShowroomRoom {
    constructor() {
      super(ports);
    }

    /** Asked by Colyseus's own matchmaking only. */
    static override onAuth(): Promise<never> {
      return Promise.reject(new ServerError(ERRORS.FORBIDDEN.status, "FORBIDDEN"));
    }
  };
}
