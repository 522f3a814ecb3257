import { EMOTES } from "../../../rooms/protocol/room/messages.ts";
import { isShortcut } from "../../kit/keyboard.ts";
import type { RoomActions } from "../link/room-link.ts";
import type { Commands } from "../state/commands.ts";
import { type DialogName, isPeopleOpen, openDialog } from "../state/panels.ts";
import { handleExhibitKey } from "./handling/handling-keys.ts";

const DIALOG_KEYS: Readonly<Record<string, DialogName>> = {
  c: "cart",
  h: "help",
  "?": "help",
  l: "exhibits",
};

/** Listens for the interface's own keys until the returned function is called. */
export function listenForShortcuts(room: RoomActions, commands: Commands): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (!isShortcut(event)) return;
    const key = event.key.toLowerCase();
    const emote = EMOTES[Number(key) - 1];
    const dialog = DIALOG_KEYS[key];
    if (emote) room.emote(emote);
    else if (dialog) openDialog.value = dialog;
    else if (key === "t") openChat();
    else if (!handleExhibitKey(event, room, commands)) return;
    event.preventDefault();
  };
  document.addEventListener("keydown", onKey);
  return () => document.removeEventListener("keydown", onKey);
}

function openChat(): void {
  isPeopleOpen.value = true;
  requestAnimationFrame(() => document.getElementById("chat-input")?.focus());
}
