import { useEffect } from "preact/hooks";
import { Icon } from "../../../kit/icons.tsx";
import type { RoomActions } from "../../link/room-link.ts";
import { isEmotesOpen, isPeopleOpen, seenChatId } from "../../state/panels.ts";
import { chat } from "../../state/store.ts";
import { ChatPanel } from "./chat-panel.tsx";
import { EmotePicker } from "./emote-picker.tsx";
import { PeopleList } from "./people-list.tsx";

/** Who is here and what they say; folded into two buttons until it is wanted. */
export function PeoplePanel({ room }: { readonly room: RoomActions }) {
  const isOpen = isPeopleOpen.value;
  const newestId = chat.value.at(-1)?.id ?? 0;
  useEffect(() => {
    if (isOpen) seenChatId.value = newestId;
  }, [isOpen, newestId]);
  const unread = chat.value.filter((line) => line.id > seenChatId.value).length;
  return (
    <section class="people" aria-label="People and chat">
      {isEmotesOpen.value ? <EmotePicker room={room} /> : null}
      {isOpen ? (
        <div class="people-card">
          <PeopleList />
          <ChatPanel room={room} />
        </div>
      ) : null}
      <div class="pill">
        <button
          type="button"
          class="icon-button"
          aria-expanded={isOpen}
          aria-keyshortcuts="T"
          onClick={() => {
            isPeopleOpen.value = !isOpen;
          }}
        >
          <Icon name="chat" />
          <span class="people-label">Chat</span>
          {unread > 0 && !isOpen ? (
            <span class="badge numbers">
              {unread}
              <span class="visually-hidden"> new</span>
            </span>
          ) : null}
        </button>
        <button
          type="button"
          class="icon-button"
          aria-label="Emotes"
          aria-expanded={isEmotesOpen.value}
          onClick={() => {
            isEmotesOpen.value = !isEmotesOpen.value;
          }}
        >
          <Icon name="smile" />
        </button>
      </div>
    </section>
  );
}
