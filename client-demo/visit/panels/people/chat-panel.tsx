import { useEffect, useRef, useState } from "preact/hooks";
import { AVATAR_COLOURS } from "../../../../rooms/protocol/colours.ts";
import { CHAT_TEXT_MAX } from "../../../../rooms/protocol/limits.ts";
import { Icon } from "../../../kit/icons.tsx";
import type { RoomActions } from "../../link/room-link.ts";
import { chat } from "../../state/store.ts";

/** What people say, newest below, and a line to say something. */
export function ChatPanel({ room }: { readonly room: RoomActions }) {
  const [text, setText] = useState("");
  const log = useRef<HTMLDivElement>(null);
  const lines = chat.value;
  const newestId = lines.at(-1)?.id;
  useEffect(() => {
    if (newestId !== undefined) log.current?.scrollTo({ top: log.current.scrollHeight });
  }, [newestId]);

  const say = (event: Event) => {
    event.preventDefault();
    const said = text.trim();
    if (said === "") return;
    room.chat(said);
    setText("");
  };

  return (
    <div class="chat">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="chat-log" role="log" aria-label="Chat" ref={log} tabIndex={0}>
        {lines.length === 0 ? <p class="soft small">Nobody has said anything yet.</p> : null}
        {lines.map((line) => (
          <p key={line.id}>
            <span class="chat-name" style={{ borderColor: AVATAR_COLOURS[line.colour] ?? AVATAR_COLOURS[0] }}>
              {line.name}
            </span>
            {line.text}
          </p>
        ))}
      </div>
      <form class="chat-form" onSubmit={say}>
        <input
          id="chat-input"
          class="input"
          aria-label="Say something"
          placeholder="Say something"
          autocomplete="off"
          maxLength={CHAT_TEXT_MAX}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit" class="icon-button" aria-label="Send">
          <Icon name="send" />
        </button>
      </form>
    </div>
  );
}
