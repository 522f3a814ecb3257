import { EMOTE_MS, TICK_MS } from "../protocol/limits.ts";
import { EMOTES } from "../protocol/room/messages.ts";
import { setGesture } from "../sync/crowd.ts";
import type { Handler } from "./handler.ts";

/** Shows a gesture for a moment. */
export const emote: Handler<"emote"> = {
  action: "chat.send",
  rate: { perSecond: 0.7, burst: 4 },
  handle(world, presence, message) {
    setGesture(world.crowd, presence.slot, 1 + EMOTES.indexOf(message.emote));
    presence.gestureUntilTick = world.tick + EMOTE_MS / TICK_MS;
    return;
  },
};
