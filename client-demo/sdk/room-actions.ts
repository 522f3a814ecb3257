import type { Emote } from "../../rooms/protocol/room/messages.ts";
import type { ExhibitTransform } from "../../rooms/protocol/showroom.ts";
import type { RoomSession } from "./room-session.ts";

/** What the interface may ask of the room. Refusals come back as toasts and as unchanged state. */
export type RoomActions = {
  grab(exhibitId: string): void;
  transform(exhibitId: string, transform: ExhibitTransform): void;
  release(exhibitId: string): void;
  configure(exhibitId: string, variantId: string): void;
  operate(exhibitId: string, open: boolean): void;
  reset(exhibitId: string): void;
  inspect(exhibitId: string, inspecting: boolean): void;
  chat(text: string): void;
  emote(emote: Emote): void;
};

/**
 * Sends each wish through whatever session there is at that moment; without one it is dropped.
 * @param handling takes what is done with an exhibit in hand: many wishes a second, not all of them worth sending
 */
export function createRoomActions(
  session: () => RoomSession | null,
  handling: Pick<RoomActions, "transform" | "release">,
): RoomActions {
  return {
    grab: (exhibitId) => session()?.send("grab", { exhibitId }),
    ...handling,
    configure: (exhibitId, variantId) => session()?.send("configure", { exhibitId, variantId }),
    operate: (exhibitId, open) => session()?.send("operate", { exhibitId, open }),
    reset: (exhibitId) => session()?.send("reset", { exhibitId }),
    inspect: (exhibitId, inspecting) => session()?.send("inspect", { exhibitId, inspecting }),
    chat: (text) => session()?.send("chat", { text }),
    emote: (emote) => session()?.send("emote", { emote }),
  };
}
