import { CHAT_HISTORY_MAX } from "../protocol/limits.ts";
import type { ChatLine } from "../protocol/room/messages.ts";
import type { Handler } from "./handler.ts";

/** Says something to everybody in the room. */
export const chat: Handler<"chat"> = {
  action: "chat.send",
  rate: { perSecond: 0.5, burst: 4 },
  handle(world, presence, { text }) {
    const visitor = world.state.visitors.get(presence.visitorId);
    if (!visitor) return;
    const line: ChatLine = {
      id: world.nextChatId++,
      visitorId: presence.visitorId,
      name: visitor.name,
      colour: visitor.colour,
      text,
      at: new Date(world.ports.clock.now()).toISOString(),
    };
    world.chat.push(line);
    if (world.chat.length > CHAT_HISTORY_MAX) world.chat.shift();
    world.broadcast("chat", line);
    return;
  },
};
