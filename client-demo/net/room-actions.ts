import type { Emote } from "../../rooms/protocol/messages.ts";
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

/** Sends each wish through whatever session there is at that moment; without one it is dropped. */
export function createRoomActions(session: () => RoomSession | null): RoomActions {
  return {
    grab: (exhibitId) => session()?.send("grab", { exhibitId }),
    transform: (exhibitId, transform) => session()?.send("transform", { exhibitId, transform }),
    release: (exhibitId) => session()?.send("release", { exhibitId }),
    configure: (exhibitId, variantId) => session()?.send("configure", { exhibitId, variantId }),
    operate: (exhibitId, open) => session()?.send("operate", { exhibitId, open }),
    reset: (exhibitId) => session()?.send("reset", { exhibitId }),
    inspect: (exhibitId, inspecting) => session()?.send("inspect", { exhibitId, inspecting }),
    chat: (text) => session()?.send("chat", { text }),
    emote: (emote) => session()?.send("emote", { emote }),
  };
}
