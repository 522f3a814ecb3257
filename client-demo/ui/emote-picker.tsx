import { EMOTES } from "../../rooms/protocol/messages.ts";
import type { RoomActions } from "../net/room-link.ts";
import { EMOTE_FACES } from "./emote-faces.ts";

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
          <span class="emote-face" aria-hidden="true">
            {EMOTE_FACES[emote].face}
          </span>
          <span class="small">{EMOTE_FACES[emote].name}</span>
        </button>
      ))}
    </fieldset>
  );
}
