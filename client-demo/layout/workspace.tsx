import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Showroom, ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { Icon } from "../kit/icons.tsx";
import { showToast } from "../kit/toasts.ts";
import type { DraftVersion, ShowroomCalls } from "../sdk/showrooms.ts";
import { ConflictCard } from "./conflict-card.tsx";
import { createActions } from "./editing/actions.ts";
import { createDraftKeeper } from "./editing/draft-keeper.ts";
import { createEditor } from "./editing/editor.ts";
import { findKeyAction, isTypedElsewhere } from "./editing/editor-keys.ts";
import { editorName, keepEditorName } from "./editing/editor-name.ts";
import { HallPanel } from "./hall-panel.tsx";
import { Palette } from "./palette.tsx";
import { PublishDialog } from "./publish-dialog.tsx";
import type { Stage } from "./stage/stage.ts";
import { StageView } from "./stage-view.tsx";
import { ThingList } from "./thing-list.tsx";
import { ThingPanel } from "./thing-panel.tsx";
import { TopRow } from "./top-row.tsx";
import { VerdictList } from "./verdict-list.tsx";
import { type LoadWalk, VisitorPreview } from "./visitor-preview.tsx";

type WorkspaceProps = {
  readonly loadWalk: LoadWalk;
  readonly calls: ShowroomCalls;
  readonly showroom: Showroom;
  readonly version: DraftVersion;
  readonly products: ReadonlyMap<string, Product>;
  readonly showrooms: readonly Showroom[];
  readonly onSwitch: (showroomId: string) => void;
  readonly onNew: () => void;
  readonly onRename: () => void;
};

type Session = ReturnType<typeof openSession>;

/** How often it is looked whether somebody else saved, while one does nothing oneself. */
const REFRESH_MS = 8_000;

/** One layout on the desk: what can be added on the left, the room in the middle, what is chosen on the right. */
export function Workspace(props: WorkspaceProps) {
  const [open, setOpen] = useState<"nothing" | "preview" | "publish">("nothing");
  const [isAdding, setAdding] = useState(false);
  const stage = useRef<Stage | null>(null);
  const session = useMemo(() => openSession(props, () => stage.current), []);
  useEffect(() => followSession(session), []);
  const { editor, keeper, actions } = session;
  const layout = editor.layout.value;
  const save = keeper.save.value;
  if (open === "preview") {
    const draft = { ...keeper.published.value, layout };
    return (
      <VisitorPreview
        loadWalk={props.loadWalk}
        showroom={draft}
        products={editor.products.value}
        onClose={() => setOpen("nothing")}
      />
    );
  }
  const publish = async () => {
    const isDone = await keeper.publish();
    setOpen("nothing");
    if (isDone) showToast("Published. Open rooms show it now.", "success");
  };
  const chosen = editor.selected.value;
  return (
    <div class={isAdding ? "workspace adding" : "workspace"}>
      <TopRow
        {...props}
        editor={editor}
        keeper={keeper}
        onPreview={() => setOpen("preview")}
        onPublish={() => setOpen("publish")}
      />
      <Palette
        products={editor.products.value}
        placed={new Set(layout.exhibits.map((each) => each.productId))}
        actions={actions}
        placeUnder={(x, y) => stage.current?.placeUnder(x, y) ?? null}
      />
      <div class="layout-stage">
        <StageView
          editor={editor}
          actions={actions}
          onStage={(opened) => {
            stage.current = opened;
          }}
        />
        <button type="button" class="button add-button" aria-expanded={isAdding} onClick={() => setAdding(!isAdding)}>
          <Icon name={isAdding ? "close" : "plus"} />
          {isAdding ? "Done" : "Add"}
        </button>
        {save.state === "conflict" ? (
          <ConflictCard
            conflict={save.conflict}
            mine={layout}
            products={editor.products.value}
            onTakeTheirs={() => session.goOn("Take theirs", keeper.takeTheirs())}
            onKeepMine={() => session.goOn("Keep mine on top", keeper.keepMine())}
          />
        ) : null}
      </div>
      <aside class="layout-side" aria-label="The room in numbers">
        {chosen ? (
          <ThingPanel editor={editor} actions={actions} thing={chosen} />
        ) : (
          <>
            <VerdictList verdicts={editor.verdicts.value} actions={actions} />
            <ThingList editor={editor} actions={actions} />
            <HallPanel editor={editor} />
            <EditorName />
          </>
        )}
      </aside>
      {open === "publish" ? (
        <PublishDialog
          published={keeper.published.value.layout}
          layout={layout}
          products={editor.products.value}
          verdicts={editor.verdicts.value}
          onPublish={publish}
          onClose={() => setOpen("nothing")}
        />
      ) : null}
    </div>
  );
}

function EditorName() {
  return (
    <label class="field editor-name">
      <span>Your name, for the other editors</span>
      <input
        class="input"
        value={editorName.value}
        maxLength={40}
        autocomplete="name"
        onInput={(event) => keepEditorName(event.currentTarget.value)}
      />
    </label>
  );
}

function openSession({ calls, showroom, version, products }: WorkspaceProps, stage: () => Stage | null) {
  const keeper = createDraftKeeper({ calls, showroom, version, savedBy: () => editorName.value.trim() });
  const editor = createEditor(version.draft.layout, products, keeper.note);
  const actions = createActions(editor, stage);
  return {
    keeper,
    editor,
    actions,
    goOn(label: string, layout: ShowroomLayout | null) {
      if (layout) editor.change(label, layout);
    },
  };
}

/** Keys, the other editors, and leaving, for as long as the page is open. */
function followSession({ editor, keeper, actions, goOn }: Session): () => void {
  const onKey = (event: KeyboardEvent) => {
    const act = isTypedElsewhere(event) ? null : findKeyAction(event, editor, actions);
    if (!act) return;
    event.preventDefault();
    act();
  };
  const refresh = () => {
    if (document.hidden) return;
    keeper
      .refresh()
      .then((theirs) => {
        if (!theirs) return;
        goOn("Changes of another editor", theirs);
        showToast("Another editor changed this layout. You see it as it is now.");
      })
      .catch(() => {});
  };
  const onLeave = (event: BeforeUnloadEvent) => {
    if (keeper.save.value.state !== "saved") event.preventDefault();
  };
  const timer = setInterval(refresh, REFRESH_MS);
  addEventListener("keydown", onKey);
  addEventListener("beforeunload", onLeave);
  return () => {
    clearInterval(timer);
    removeEventListener("keydown", onKey);
    removeEventListener("beforeunload", onLeave);
    void keeper.flush().finally(keeper.dispose);
  };
}
