import type { Nudge } from "../input/shift-exhibit.ts";
import type { RoomActions } from "../net/room-link.ts";
import type { Commands } from "./commands.ts";
import type { ExhibitFacts } from "./exhibit-facts.ts";
import { nudgeHeld } from "./handling-keys.ts";
import { HoldRing } from "./hold-ring.tsx";
import { Icon, type IconName } from "./icons.tsx";
import { KeyHint } from "./key-hint.tsx";

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
