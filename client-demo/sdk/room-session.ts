import { Client, type Room } from "@colyseus/sdk";
import {
  type ChatLine,
  type ClientMessage,
  type ClientMessageType,
  CORRECTION_MESSAGE,
  MOVE_MESSAGE,
  POSES_MESSAGE,
  type ServerMessages,
  SHOWROOM_ROOM,
} from "../../rooms/protocol/room/messages.ts";
import { decodeCorrection, encodeMove } from "../../rooms/protocol/room/poses.ts";
import { PROTOCOL_VERSION } from "../../rooms/protocol/version.ts";
import type { Space } from "../../rooms/simulation/space.ts";
import type { ShowroomState } from "../../rooms/state/showroom-state.ts";
import { createPoseBook, newestPose, type PoseBook, takeFrame } from "../../rooms/sync/pose-book.ts";
import { correct, createPrediction, nextMove, type Prediction } from "../../rooms/sync/prediction.ts";
import { startClock } from "../../rooms/sync/room-clock.ts";

/** What a session tells its owner. */
export type SessionListeners = {
  /** The state after a patch. */
  readonly onState: (state: ShowroomState) => void;
  readonly onChat: (line: ChatLine) => void;
  readonly onRejected: (rejected: ServerMessages["rejected"]) => void;
  readonly onDraining: (draining: ServerMessages["draining"]) => void;
  /** The visitor stood where a new layout left no room, and was put elsewhere. */
  readonly onDisplaced: () => void;
  /** The socket is gone, with its close code; not called after `leave`. */
  readonly onClosed: (code: number) => void;
};

export type SessionOptions = {
  /** Address of the server, for instance https://show.example. */
  readonly serverUrl: string;
  readonly showroomId: string;
  readonly space: Space;
  readonly listeners: SessionListeners;
  /** Local time in milliseconds, never going back. */
  readonly now: () => number;
} & ({ readonly ticket: string } | { readonly reconnectionToken: string });

/** One socket in a room: speaks the protocol, keeps the poses, knows nothing of pages. Browsers and bots share it. */
export type RoomSession = {
  readonly visitorId: string;
  readonly slot: number;
  /** Where others are. */
  readonly book: PoseBook;
  /** The own avatar. */
  readonly own: Prediction;
  readonly chat: readonly ChatLine[];
  readonly reconnectionToken: string;
  send<T extends ClientMessageType>(type: T, message: ClientMessage<T>): void;
  /** Sends where the own avatar is now. */
  sendMove(): void;
  /** Says goodbye and closes. */
  leave(): Promise<void>;
  /** Cuts the socket without a goodbye, as a lost network does. */
  drop(): void;
};

const WELCOME_TIMEOUT_MS = 10_000;

/**
 * Joins a room, or comes back to one, and waits until the own avatar has its place.
 * @throws what the server refused with: an Error whose message is one of our error codes
 */
export async function openRoomSession(options: SessionOptions): Promise<RoomSession> {
  const client = new Client(options.serverUrl);
  const room: Room<unknown, ShowroomState> =
    "ticket" in options
      ? await client.joinOrCreate<ShowroomState>(SHOWROOM_ROOM, {
          showroomId: options.showroomId,
          ticket: options.ticket,
          version: PROTOCOL_VERSION,
        })
      : await client.reconnect<ShowroomState>(options.reconnectionToken);
  // Coming back is decided by the owner of the session, in one place and from the first second.
  room.reconnection.enabled = false;
  return await greet(room, options);
}

function greet(room: Room<unknown, ShowroomState>, { listeners, space, now }: SessionOptions): Promise<RoomSession> {
  const book = createPoseBook();
  let session: RoomSession | null = null;
  let welcome: ServerMessages["welcome"] | null = null;
  let isLeaving = false;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("UNAVAILABLE")), WELCOME_TIMEOUT_MS);
    room.onMessage("welcome", (message: ServerMessages["welcome"]) => {
      welcome = message;
      startClock(book.clock, message.tick, now());
    });
    room.onMessage(POSES_MESSAGE, (bytes: Uint8Array) => {
      takeFrame(book, bytes, now());
      const pose = session || !welcome ? undefined : newestPose(book, welcome.slot);
      if (!welcome || !pose) return;
      clearTimeout(timer);
      session = createSession(room, welcome, book, createPrediction(space, pose), () => {
        isLeaving = true;
      });
      resolve(session);
    });
    room.onMessage(CORRECTION_MESSAGE, (bytes: Uint8Array) => {
      const correction = decodeCorrection(bytes);
      if (session && correction) correct(session.own, correction);
    });
    room.onMessage("chat", listeners.onChat);
    room.onMessage("rejected", listeners.onRejected);
    room.onMessage("draining", listeners.onDraining);
    room.onMessage("displaced", listeners.onDisplaced);
    room.onStateChange((state) => listeners.onState(state));
    room.onLeave((code) => {
      clearTimeout(timer);
      if (!session) reject(new Error("UNAVAILABLE"));
      else if (!isLeaving) listeners.onClosed(code);
    });
  });
}

function createSession(
  room: Room<unknown, ShowroomState>,
  { visitorId, slot, chat }: ServerMessages["welcome"],
  book: PoseBook,
  own: Prediction,
  onLeaving: () => void,
): RoomSession {
  return {
    visitorId,
    slot,
    book,
    own,
    chat,
    reconnectionToken: room.reconnectionToken,
    send: (type, message) => room.send(type, message),
    sendMove: () => room.sendBytes(MOVE_MESSAGE, encodeMove(nextMove(own))),
    async leave() {
      onLeaving();
      // The SDK's promise waits for a goodbye that a closed socket never answers.
      if (room.connection.isOpen) await room.leave(true);
    },
    drop: () => room.connection.close(),
  };
}
