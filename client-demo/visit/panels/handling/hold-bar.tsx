import { useEffect, useState } from "preact/hooks";
import { HOLD_MS } from "../../../../rooms/protocol/limits.ts";
import { Icon, type IconName } from "../../../kit/icons.tsx";
import { KeyHint } from "../../../kit/key-hint.tsx";
import type { Nudge } from "../../input/shift-exhibit.ts";
import type { RoomActions } from "../../link/room-link.ts";
import type { Commands } from "../../state/commands.ts";
import type { ExhibitFacts } from "../../state/exhibit-facts.ts";
import { nudgeHeld } from "./handling-keys.ts";

const RADIUS = 13;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const REFRESH_MS = 200;

/** The time that is left of a hold, as a ring that empties; every use fills it again. */
function HoldRing({ readRemainingMs }: { readonly readRemainingMs: () => number }) {
  const [remainingMs, setRemainingMs] = useState(readRemainingMs);
  useEffect(() => {
    const timer = setInterval(() => setRemainingMs(readRemainingMs()), REFRESH_MS);
    return () => clearInterval(timer);
  });
  const share = Math.min(1, Math.max(0, remainingMs / HOLD_MS));
  return (
    <svg class="hold-ring" viewBox="0 0 32 32" role="timer" aria-label="Time left to hold it" aria-live="off">
      <circle cx="16" cy="16" r={RADIUS} class="track" />
      <circle
        cx="16"
        cy="16"
        r={RADIUS}
        class={share < 0.35 ? "left low" : "left"}
        stroke-dasharray={CIRCUMFERENCE}
        stroke-dashoffset={CIRCUMFERENCE * (1 - share)}
      />
      <text x="16" y="16">
        {Math.ceil(remainingMs / 1000)}
      </text>
    </svg>
  );
}

type HoldBarProps = { readonly facts: ExhibitFacts; readonly room: RoomActions; readonly commands: Commands };

const NUDGES: readonly (readonly [Nudge, IconName, string])[] = [
  ["left", "arrowLeft", "Move left"],
  ["away", "arrowUp", "Move away"],
  ["nearer", "arrowDown", "Move nearer"],
  ["right", "arrowRight", "Move right"],
  ["turn-left", "turnLeft", "Turn left"],
  ["turn-right", "turnRight", "Turn right"],
  ["smaller", "smaller", "Smaller"],
  ["larger", "larger", "Larger"],
];

/** Everything that can be done with what one holds, each with a button as well as with the pointer. */
export function HoldBar({ facts, room, commands }: HoldBarProps) {
  const { exhibit, product } = facts;
  return (
    <section class="context-bar holding" aria-label={`You are holding ${product.name}`}>
      <p class="context-title">
        <HoldRing readRemainingMs={() => commands.holdRemainingMs(exhibit.id)} />
        <span>
          <strong>{product.name}</strong>
          <span class="soft small key-hint"> · R turns, + and − scale</span>
        </span>
      </p>
      <div class="nudges">
        {NUDGES.map(([kind, icon, label]) => (
          <button
            key={kind}
            type="button"
            class="icon-button"
            aria-label={label}
            title={label}
            onClick={() => nudgeHeld(exhibit.id, kind, room, commands)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
      <div class="context-actions">
        <button type="button" class="button quiet" onClick={() => room.reset(exhibit.id)}>
          <Icon name="reset" />
          Reset
        </button>
        <button type="button" class="button" aria-keyshortcuts="G" onClick={() => room.release(exhibit.id)}>
          <Icon name="putDown" />
          Put down
          <KeyHint keys="G" />
        </button>
      </div>
    </section>
  );
}
