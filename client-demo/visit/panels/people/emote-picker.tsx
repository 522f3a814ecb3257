import { EMOTES, type Emote } from "../../../../rooms/protocol/room/messages.ts";
import { KeyHint } from "../../../kit/key-hint.tsx";
import type { RoomActions } from "../../link/room-link.ts";

/** A figure in the manner of the avatars: head, body, and what the emote adds. */
const GESTURES: Readonly<Record<Emote, string>> = {
  wave: "M16 15l4-5m-.5-4.500a4 4 0 0 1 2 2M8 15l-2.5 3",
  clap: "M8.5 15.5 12 13l3.5 2.500M12 9.800V9m-3.5 1.5-.6-.6m7.6.6.6-.6",
  cheer: "M16 15l4.5-6M8 15 3.5 9m0-3.5.01 0m16.99 0 .01 0",
  nod: "M19 4v5m0 0-1.5-1.500M19 9l1.5-1.500M8 15l-2 4m10-4 2 4",
  shrug: "M16 15l4 .5.5-3M8 15l-4 .5-.5-3",
  point: "M16 14.500h5.500M8 15l-2 4m13.5-6.5 2 2-2 2",
  heart: "M19 5.500c-.9-1.6-3-.9-3 .7C16 7.8 19 9.5 19 9.500s3-1.7 3-3.300c0-1.6-2.1-2.3-3-.7ZM8 15l-2 4m10-4 2 4",
  dance: "M16 14l4-3m-12 4-4 3M9.5 21 7 22m8-1 3-2",
};

const NAMES: Readonly<Record<Emote, string>> = {
  wave: "Wave",
  clap: "Clap",
  cheer: "Cheer",
  nod: "Nod",
  shrug: "Shrug",
  point: "Point",
  heart: "Heart",
  dance: "Dance",
};

/** How an emote looks and what it is called. */
function EmoteDrawing({ emote }: { readonly emote: Emote }) {
  return (
    <>
      <svg class="emote-face" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
        <circle cx="12" cy="6" r="2.6" />
        <path d="M8 21v-6a4 4 0 0 1 8 0v6" />
        <path class="gesture" d={GESTURES[emote]} />
      </svg>
      <span class="small">{NAMES[emote]}</span>
    </>
  );
}

/** The eight emotes, each with its key. */
export function EmotePicker({ room }: { readonly room: RoomActions }) {
  return (
    <fieldset class="emotes" aria-label="Emotes">
      {EMOTES.map((emote, index) => (
        <button
          key={emote}
          type="button"
          class="emote"
          aria-keyshortcuts={String(index + 1)}
          onClick={() => room.emote(emote)}
        >
          <EmoteDrawing emote={emote} />
          <KeyHint keys={String(index + 1)} />
        </button>
      ))}
    </fieldset>
  );
}
