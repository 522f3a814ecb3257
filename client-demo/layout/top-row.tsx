import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { Icon } from "../kit/icons.tsx";
import type { DraftKeeper } from "./editing/draft-keeper.ts";
import type { Editor, View } from "./editing/editor.ts";
import { SaveNote } from "./save-note.tsx";

type TopRowProps = {
  readonly showrooms: readonly Showroom[];
  readonly editor: Editor;
  readonly keeper: DraftKeeper;
  readonly onSwitch: (showroomId: string) => void;
  readonly onNew: () => void;
  readonly onRename: () => void;
  readonly onPreview: () => void;
  readonly onPublish: () => void;
};

const VIEWS: readonly (readonly [View, string])[] = [
  ["orbit", "3D"],
  ["top", "Plan"],
];

/** Which showroom, what was done, how it is looked at, and what comes next. */
export function TopRow({ showrooms, editor, keeper, onSwitch, onNew, onRename, onPreview, onPublish }: TopRowProps) {
  const { id } = keeper.published.value;
  return (
    <header class="layout-top">
      <h1 class="visually-hidden">Layout</h1>
      <div class="layout-place">
        <select
          class="input showroom-select"
          aria-label="Showroom"
          value={id}
          onChange={(event) => onSwitch(event.currentTarget.value)}
        >
          {showrooms.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
        <button type="button" class="link-button" onClick={onRename}>
          Rename
        </button>
        <button type="button" class="link-button" onClick={onNew}>
          New showroom
        </button>
      </div>
      <div class="layout-tools">
        <UndoButtons editor={editor} />
        <fieldset class="view-switch" aria-label="View">
          {VIEWS.map(([view, name]) => (
            <button
              key={view}
              type="button"
              class="view-button"
              aria-pressed={editor.view.value === view}
              onClick={() => {
                editor.view.value = view;
              }}
            >
              {name}
            </button>
          ))}
        </fieldset>
      </div>
      <div class="layout-end">
        <SaveNote save={keeper.save} />
        <button type="button" class="button" onClick={onPreview}>
          <Icon name="look" />
          <span>
            Preview<span class="wide-only"> as a visitor</span>
          </span>
        </button>
        <button type="button" class="button primary" onClick={onPublish}>
          Publish
        </button>
      </div>
    </header>
  );
}

function UndoButtons({ editor }: { readonly editor: Editor }) {
  const { past, future } = editor.history.value;
  const [last, next] = [past.at(-1), future.at(-1)];
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label={last ? `Undo: ${last.label}` : "Nothing to undo"}
        title={last ? `Undo: ${last.label}` : ""}
        disabled={!last}
        onClick={editor.undo}
      >
        <Icon name="undo" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={next ? `Redo: ${next.label}` : "Nothing to redo"}
        title={next ? `Redo: ${next.label}` : ""}
        disabled={!next}
        onClick={editor.redo}
      >
        <Icon name="redo" />
      </button>
    </>
  );
}
