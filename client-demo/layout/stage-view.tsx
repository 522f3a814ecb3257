import { effect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Actions } from "./editing/actions.ts";
import type { Editor } from "./editing/editor.ts";
import { placeOf } from "./rules/things.ts";
import type { Stage } from "./stage/stage.ts";

type StageViewProps = {
  readonly editor: Editor;
  readonly actions: Actions;
  readonly onStage: (stage: Stage | null) => void;
};

/** The room in 3D. Loaded only where it is shown. */
export function StageView({ editor, actions, onStage }: StageViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  useEffect(() => {
    let close = () => {};
    let isGone = false;
    openStage(canvas.current, editor, actions)
      .then(({ stage, dispose }) => {
        if (isGone) return dispose();
        close = dispose;
        onStage(stage);
        setState("ready");
      })
      .catch(() => {
        if (!isGone) setState("failed");
      });
    return () => {
      isGone = true;
      onStage(null);
      close();
    };
  }, [editor]);
  return (
    <section
      class="stage-view"
      aria-busy={state === "loading"}
      aria-label="The room from above. Choose things in the list, move them with the arrow keys, turn them with Q and E."
    >
      <canvas ref={canvas} />
      {state === "loading" ? <p class="stage-note soft">Setting up the room</p> : null}
      {state === "failed" ? (
        <p class="stage-note soft">This browser cannot draw in 3D. The list and the numbers do everything as well.</p>
      ) : null}
    </section>
  );
}

async function openStage(canvas: HTMLCanvasElement | null, editor: Editor, actions: Actions) {
  if (!canvas) throw new Error("no canvas");
  const { createStage } = await import("./stage/stage.ts");
  const stage = createStage(canvas, {
    placeOf: (thing) => placeOf(editor.layout.value, thing),
    chosen: () => editor.selected.value,
    onChoose: actions.choose,
    onMove: actions.move,
    onTurn: actions.turn,
    onRest: editor.rest,
  });
  const endView = effect(() => stage.setView(editor.view.value));
  const endShow = effect(() => stage.show(editor.layout.value, editor.products.value, editor.selected.value));
  return {
    stage,
    dispose() {
      endView();
      endShow();
      stage.dispose();
    },
  };
}
