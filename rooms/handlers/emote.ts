import { EMOTE_MS, TICK_MS } from "../protocol/limits.ts";
import { EMOTES } from "../protocol/messages.ts";
import type { Handler } from "./handler.ts";

/** Shows a gesture for a moment. */
export const emote: Handler<"emote"> = {
  action: "chat.send",
  rate: { perSecond: 0.7, burst: 4 },
  handle(world, presence, message) {
    const visitor = world.state.visitors.get(presence.visitorId);
    if (!visitor) return;
    visitor.gesture = 1 + EMOTES.indexOf(message.emote);
    presence.gestureUntilTick = world.tick + EMOTE_MS / TICK_MS;
    return;
  },
};
