import type { Emote } from "../../rooms/protocol/messages.ts";
import type { ExhibitTransform } from "../../rooms/protocol/showroom.ts";

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
