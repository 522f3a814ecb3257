import { ACTIONS } from "../protocol/identity.ts";
import { type ClientMessageType, clientMessages } from "../protocol/room/messages.ts";
import { chat } from "./chat.ts";
import { configure } from "./configure.ts";
import { emote } from "./emote.ts";
import { grab } from "./grab.ts";
import type { Handler } from "./handler.ts";
import { inspect } from "./inspect.ts";
import { operate } from "./operate.ts";
import { release } from "./release.ts";
import { reset } from "./reset.ts";
import { transform } from "./transform.ts";

/** What the room does with each message it knows; the types make a message without a handler impossible. */
export const handlers: { readonly [T in ClientMessageType]: Handler<T> } = {
  grab,
  transform,
  release,
  configure,
  operate,
  reset,
  inspect,
  chat,
  emote,
};

/**
 * Looks once more, at boot, at what the types already say: Node runs this without them.
 * @throws Error naming the message that no handler declares a known action for
 */
export function checkHandlers(): void {
  for (const type of Object.keys(clientMessages) as ClientMessageType[]) {
    if (!ACTIONS.includes(handlers[type]?.action)) throw new Error(`the message "${type}" declares no known action`);
  }
}
