import type { Emote } from "../../rooms/protocol/messages.ts";

/** How each emote is shown and called. */
export const EMOTE_FACES: Readonly<Record<Emote, { readonly face: string; readonly name: string }>> = {
  wave: { face: "👋", name: "Wave" },
  clap: { face: "👏", name: "Clap" },
  cheer: { face: "🙌", name: "Cheer" },
  nod: { face: "👍", name: "Nod" },
  shrug: { face: "🤷", name: "Shrug" },
  point: { face: "👉", name: "Point" },
  heart: { face: "❤️", name: "Heart" },
  dance: { face: "💃", name: "Dance" },
};
