import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { ChangeList } from "./change-list.tsx";
import type { Conflict } from "./editing/draft-keeper.ts";
import { compareLayouts } from "./rules/compare-layouts.ts";
import { listClashes } from "./rules/merge-layouts.ts";
import type { ProductNames } from "./rules/things.ts";

type ConflictCardProps = {
  readonly conflict: Conflict;
  readonly mine: ShowroomLayout;
  readonly products: ProductNames;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
};

/** Two people changed the same layout: the second one sees what the first one did, and decides. */
export function ConflictCard({ conflict, mine, products, onTakeTheirs, onKeepMine }: ConflictCardProps) {
  const { base, theirs } = conflict;
  const changes = compareLayouts(base ?? mine, theirs, products);
  const clashes = base ? listClashes(base, mine, theirs).length : 0;
  return (
    <section class="conflict-card note warning" role="alert">
      <strong>{headline(conflict)}</strong>
      <ChangeList changes={changes} />
      <p>
        {base === null
          ? "“Keep mine” replaces it with your draft."
          : clashes === 0
            ? "“Keep mine” keeps both: you changed other things."
            : `“Keep mine” keeps theirs too, but for ${clashes === 1 ? "one thing" : `${clashes} things`} that you both changed: there yours counts.`}{" "}
        Nothing is saved until you choose.
      </p>
      <span class="note-actions">
        <button type="button" class="button" onClick={onTakeTheirs}>
          Take theirs
        </button>
        <button type="button" class="button primary" onClick={onKeepMine}>
          Keep mine on top
        </button>
      </span>
    </section>
  );
}

function headline({ who, at, isPublished }: Conflict): string {
  const time = new Date(at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  if (isPublished) return `Another layout was published at ${time}, past this draft.`;
  return `${who === "" ? "Somebody else" : who} changed this layout at ${time}.`;
}
