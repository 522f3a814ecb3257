import { NUDGES, type Nudge, shiftExhibit } from "../../input/shift-exhibit.ts";
import type { RoomActions } from "../../link/room-link.ts";
import type { Commands } from "../../state/commands.ts";
import { readExhibit } from "../../state/exhibit-facts.ts";
import { exhibits, heldExhibitId, nearExhibitId, selectedExhibitId } from "../../state/store.ts";

/** Turning and scaling what one holds, by key. */
const NUDGE_KEYS: Readonly<Record<string, Nudge>> = {
  r: "turn-left",
  R: "turn-right",
  "+": "larger",
  "-": "smaller",
};

/** Does what a key means for the exhibit that is held or near; false when it means nothing now. */
export function handleExhibitKey(event: KeyboardEvent, room: RoomActions, commands: Commands): boolean {
  const held = heldExhibitId.value;
  const nudge = NUDGE_KEYS[event.key];
  if (held !== null && nudge) {
    nudgeHeld(held, nudge, room, commands);
    return true;
  }
  const target = readExhibit(held ?? selectedExhibitId.value ?? nearExhibitId.value);
  if (!target) return false;
  const { exhibit, canOpen, isHeldBySelf } = target;
  const key = event.key.toLowerCase();
  if (key === "g" && isHeldBySelf) room.release(exhibit.id);
  else if (key === "g") room.grab(exhibit.id);
  else if (key === "o" && canOpen) room.operate(exhibit.id, !exhibit.open);
  else if (key === "enter" && isOutsideControls(event.target)) selectedExhibitId.value = exhibit.id;
  else return false;
  return true;
}

/** Moves, turns or scales what this visitor holds by one step. */
export function nudgeHeld(exhibitId: string, nudge: Nudge, room: RoomActions, commands: Commands): void {
  const exhibit = exhibits.value.get(exhibitId);
  if (exhibit) room.transform(exhibitId, shiftExhibit(exhibit.transform, NUDGES[nudge], commands.viewHeading()));
}

/** Enter belongs to the button or field that has the focus, and to the room when none has. */
function isOutsideControls(target: EventTarget | null): boolean {
  return target instanceof Element && target.matches("body, canvas");
}
