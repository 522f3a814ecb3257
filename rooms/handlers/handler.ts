import type { ErrorCode } from "../protocol/errors.ts";
import type { Action } from "../protocol/identity.ts";
import type { ClientMessage, ClientMessageType } from "../protocol/room/messages.ts";
import type { RateLimit } from "../simulation/rate-budget.ts";
import type { Presence, World } from "../world/world.ts";

/** Why the room said no. */
export type Refusal = { readonly code: ErrorCode; readonly exhibitId?: string; readonly heldBy?: string };

/** What the room does with one kind of message: who may send it, how often, and what happens. */
export type Handler<T extends ClientMessageType> = {
  readonly action: Action;
  readonly rate: RateLimit;
  /** Changes the world, or refuses and changes nothing. */
  readonly handle: (world: World, presence: Presence, message: ClientMessage<T>) => Refusal | undefined;
};
