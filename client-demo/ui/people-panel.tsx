import { useEffect } from "preact/hooks";
import type { RoomActions } from "../net/room-link.ts";
import { chat, visitors } from "../state/store.ts";
import { ChatPanel } from "./chat-panel.tsx";
import { ColourDot } from "./colour-dot.tsx";
import { EmotePicker } from "./emote-picker.tsx";
import { Icon } from "./icons.tsx";
import { isEmotesOpen, isPeopleOpen, seenChatId } from "./panels.ts";
import { count } from "./wording.ts";

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

function PeopleList() {
  const people = [...visitors.value.values()].sort(
    (a, b) => Number(b.isSelf) - Number(a.isSelf) || a.name.localeCompare(b.name),
  );
  return (
    <div class="people-list">
      <h2 class="panel-title">{count(people.length, "person", "people")} here</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <ul tabIndex={0} aria-label="People">
        {people.map((person) => (
          <li key={person.id}>
            <ColourDot colour={person.colour} />
            <span class="name">{person.name}</span>
            {person.isSelf ? <span class="soft small">you</span> : null}
            {person.connected ? null : <span class="soft small">reconnecting</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
