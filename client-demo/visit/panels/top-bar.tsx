import { Icon, type IconName } from "../../kit/icons.tsx";
import { count } from "../../kit/wording.ts";
import type { Quality } from "../../scene/quality.ts";
import type { Commands } from "../state/commands.ts";
import { type DialogName, isPeopleOpen, openDialog } from "../state/panels.ts";
import { cart, headCount, quality, showroom } from "../state/store.ts";

const QUALITIES: readonly Quality[] = ["low", "medium", "high"];

/** The brand's mark, who is here and the doors to everything else. */
export function TopBar({ commands }: { readonly commands: Commands }) {
  const heads = headCount.value;
  const items = cart.value?.lines.reduce((sum, line) => sum + line.quantity, 0) ?? 0;
  return (
    <header class="top-bar">
      <h1 class="brand-mark">
        {showroom.value?.brandName ?? "Vitrine"}
        <span class="soft">{showroom.value?.name}</span>
      </h1>
      <div class="pill">
        <button
          type="button"
          class="icon-button"
          aria-label={`${count(heads, "person", "people")} here`}
          aria-expanded={isPeopleOpen.value}
          onClick={() => {
            isPeopleOpen.value = !isPeopleOpen.value;
          }}
        >
          <Icon name="people" />
          <span class="numbers">{heads.toLocaleString()}</span>
        </button>
        <select
          class="quality-select"
          aria-label="Picture quality"
          value={quality.value}
          onChange={(event) => {
            const chosen = QUALITIES.find((each) => each === event.currentTarget.value);
            if (chosen) commands.setQuality(chosen);
          }}
        >
          <option value="high">High quality</option>
          <option value="medium">Medium quality</option>
          <option value="low">Low quality</option>
        </select>
        <DialogButton dialog="exhibits" icon="list" label="Exhibits" />
        <DialogButton dialog="settings" icon="settings" label="Settings" />
        <DialogButton dialog="help" icon="help" label="Help" />
        <DialogButton dialog="cart" icon="bag" label={`Cart, ${count(items, "item", "items")}`} badge={items} />
      </div>
    </header>
  );
}

type DialogButtonProps = {
  readonly dialog: DialogName;
  readonly icon: IconName;
  readonly label: string;
  readonly badge?: number;
};

function DialogButton({ dialog, icon, label, badge = 0 }: DialogButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      aria-haspopup="dialog"
      onClick={() => {
        openDialog.value = dialog;
      }}
    >
      <Icon name={icon} />
      {badge > 0 ? <span class="badge numbers">{badge}</span> : null}
    </button>
  );
}
