import { EMOTES } from "../../rooms/protocol/room/messages.ts";
import type { RoomActions } from "../net/room-link.ts";
import { EmoteDrawing } from "./emote-drawing.tsx";
import { KeyHint } from "./key-hint.tsx";

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
