import { Icon, type IconName } from "../../../kit/icons.tsx";
import { KeyHint } from "../../../kit/key-hint.tsx";
import { formatPrice } from "../../../kit/price.ts";
import type { RoomActions } from "../../link/room-link.ts";
import type { Commands } from "../../state/commands.ts";
import { readExhibit } from "../../state/exhibit-facts.ts";
import { heldExhibitId, hoveredExhibitId, nearExhibitId, selectedExhibitId } from "../../state/store.ts";
import { HoldBar } from "./hold-bar.tsx";

type ContextBarProps = { readonly room: RoomActions; readonly commands: Commands };

/** What the visitor can do now, at the bottom centre. */
export function ContextBar({ room, commands }: ContextBarProps) {
  const held = readExhibit(heldExhibitId.value);
  if (held) return <HoldBar facts={held} room={room} commands={commands} />;
  const shown = readExhibit(nearExhibitId.value ?? hoveredExhibitId.value);
  // The open sheet has all of this, and about what was asked for.
  if (!shown || selectedExhibitId.value !== null) return null;
  const { exhibit, product, variant, holderName, canOpen } = shown;
  const isNear = exhibit.id === nearExhibitId.value;
  return (
    <section class="context-bar" aria-label="What you can do now">
      <p class="context-title">
        <strong>{product.name}</strong>
        <span class="soft small">
          {holderName === "" ? formatPrice(variant.priceMinor, variant.currency) : `${holderName} is holding this`}
        </span>
      </p>
      <div class="context-actions">
        <ContextButton
          icon="look"
          label="Look closer"
          hint="Enter"
          onClick={() => {
            if (!isNear) commands.walkTo(exhibit.id);
            selectedExhibitId.value = exhibit.id;
          }}
        />
        {isNear && holderName === "" ? (
          <ContextButton icon="hand" label="Pick up" hint="G" onClick={() => room.grab(exhibit.id)} />
        ) : null}
        {isNear && canOpen ? (
          <ContextButton
            icon="box"
            label={exhibit.open ? "Close" : "Open"}
            hint="O"
            onClick={() => room.operate(exhibit.id, !exhibit.open)}
          />
        ) : null}
      </div>
    </section>
  );
}

type ContextButtonProps = {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly onClick: () => void;
};

function ContextButton({ icon, label, hint, onClick }: ContextButtonProps) {
  return (
    <button type="button" class="button quiet" onClick={onClick} aria-keyshortcuts={hint}>
      <Icon name={icon} />
      {label}
      <KeyHint keys={hint} />
    </button>
  );
}
