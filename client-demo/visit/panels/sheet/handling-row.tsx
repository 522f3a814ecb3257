import { ColourDot } from "../../../kit/colour-dot.tsx";
import { Icon } from "../../../kit/icons.tsx";
import type { RoomActions } from "../../link/room-link.ts";
import type { ExhibitFacts } from "../../state/exhibit-facts.ts";
import { selectedExhibitId, visitors } from "../../state/store.ts";

type HandlingRowProps = { readonly facts: ExhibitFacts; readonly room: RoomActions };

/** Who holds the exhibit, and what can be done with it in the room. */
export function HandlingRow({ facts, room }: HandlingRowProps) {
  const { exhibit, product, holderName, isHeldBySelf, canOpen } = facts;
  const colour = holderName === "" ? 0 : (visitors.value.get(exhibit.heldBy)?.colour ?? 0);
  return (
    <div class="handling">
      <p role="status" class="hold-state">
        {holderName === "" ? null : (
          <>
            <ColourDot colour={colour} />
            <span class="name">{isHeldBySelf ? "You are holding this" : `${holderName} is holding this`}</span>
          </>
        )}
      </p>
      <div class="handling-actions">
        {holderName === "" ? (
          <button
            type="button"
            class="button"
            onClick={() => {
              room.grab(exhibit.id);
              // On a phone the sheet would hide what one has just picked up.
              if (matchMedia("(max-width: 640px)").matches) selectedExhibitId.value = null;
            }}
          >
            <Icon name="hand" />
            Pick up
          </button>
        ) : null}
        {isHeldBySelf ? (
          <button type="button" class="button" onClick={() => room.release(exhibit.id)}>
            <Icon name="putDown" />
            Put down
          </button>
        ) : null}
        {canOpen ? (
          <button type="button" class="button" onClick={() => room.operate(exhibit.id, !exhibit.open)}>
            <Icon name="box" />
            {exhibit.open ? `Close ${product.name}` : `Open ${product.name}`}
          </button>
        ) : null}
      </div>
    </div>
  );
}
