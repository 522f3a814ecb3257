import { z } from "zod";
import type { ErrorCode } from "../errors.ts";
import { id } from "../identity.ts";
import { CHAT_TEXT_MAX } from "../limits.ts";
import { exhibitTransform } from "../showroom.ts";
import { line } from "../text.ts";

/** The Colyseus room name under which showrooms are defined. */
export const SHOWROOM_ROOM = "showroom";

/** The eight emotes; a gesture travels as 1 + its index, 0 means none. */
export const EMOTES = ["wave", "clap", "cheer", "nod", "shrug", "point", "heart", "dance"] as const;
export type Emote = (typeof EMOTES)[number];

/** What a browser passes to `joinOrCreate(SHOWROOM_ROOM, …)`. */
export const joinOptions = z.object({ showroomId: id, ticket: z.string().max(4_096), version: z.int() }).strict();

/*
 * Browser → room. Every message but `move` is an object; `move` is binary, see poses.ts.
 */
const exhibitMessage = z.object({ exhibitId: id }).strict();

export const clientMessages = {
  /** Ask for the hold of an exhibit. */
  grab: exhibitMessage,
  /** Move, turn or scale what one holds; renews the hold. */
  transform: exhibitMessage.extend({ transform: exhibitTransform }),
  /** Give the hold back. */
  release: exhibitMessage,
  /** Show another variant. */
  configure: exhibitMessage.extend({ variantId: id }),
  /** Open or close it. */
  operate: exhibitMessage.extend({ open: z.boolean() }),
  /** Put it back where the layout has it. */
  reset: exhibitMessage,
  /** The product's sheet was opened or closed: it counts as being looked at. */
  inspect: exhibitMessage.extend({ inspecting: z.boolean() }),
  chat: z.object({ text: line(CHAT_TEXT_MAX).min(1) }).strict(),
  emote: z.object({ emote: z.enum(EMOTES) }).strict(),
} as const;

export type ClientMessageType = keyof typeof clientMessages;
export type ClientMessage<T extends ClientMessageType> = z.infer<(typeof clientMessages)[T]>;

/** Binary messages, sent with `sendBytes`. */
export const MOVE_MESSAGE = "move";
export const POSES_MESSAGE = "poses";
export const CORRECTION_MESSAGE = "correction";

export type ChatLine = {
  readonly id: number;
  readonly visitorId: string;
  readonly name: string;
  readonly colour: number;
  readonly text: string;
  /** RFC 3339. */
  readonly at: string;
};

/** Room → browser, beside the schema state and the binary poses. */
export type ServerMessages = {
  /** A refused message. `heldBy` is the name of the holder for EXHIBIT_HELD. */
  rejected: {
    readonly type: string;
    readonly code: ErrorCode;
    readonly message: string;
    readonly exhibitId?: string;
    readonly heldBy?: string;
  };
  /** Sent once after joining. */
  welcome: {
    readonly visitorId: string;
    readonly slot: number;
    readonly tick: number;
    readonly chat: readonly ChatLine[];
  };
  chat: ChatLine;
  /** A new layout left no room where the visitor stood: the correction that came before this says where they are now. */
  displaced: { readonly layoutRevision: number };
  /** The server is about to stop: keep the page open, it reconnects. */
  draining: { readonly inSeconds: number };
};
export type ServerMessageType = keyof ServerMessages;

/** Codes with which the server closes a socket on purpose. After these a client must not reconnect by itself. */
export const CLOSE_CODES = {
  /** The same visitor came in through a newer socket. */
  EVICTED: 4101,
  /** The client read too slowly for too long. */
  TOO_SLOW: 4102,
} as const;
