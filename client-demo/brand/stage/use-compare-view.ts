import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { CompareView, Side } from "./compare-view.ts";

/** What one side shows: a file, or nothing until somebody asks for it. */
export type SideFile = { readonly url: string; readonly bytes: number };
export type SideState =
  | { readonly state: "empty" }
  | { readonly state: "loading"; readonly loadedBytes: number; readonly totalBytes: number }
  | { readonly state: "ready" }
  | { readonly state: "failed" };

export type CompareStageView = {
  readonly canvas: RefObject<HTMLCanvasElement | null>;
  readonly view: CompareView | null;
  /** Whether this browser can draw at all. */
  readonly isBroken: boolean;
};

/** Opens the view when its canvas is there; three.js is fetched only then. */
export function useCompareView(): CompareStageView {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [view, setView] = useState<CompareView | null>(null);
  const [isBroken, setBroken] = useState(false);
  useEffect(() => {
    let opened: CompareView | null = null;
    let isGone = false;
    import("./compare-view.ts")
      .then(({ createCompareView }) => {
        if (isGone || !canvas.current) return;
        opened = createCompareView(canvas.current);
        setView(opened);
      })
      .catch(() => setBroken(true));
    return () => {
      isGone = true;
      opened?.dispose();
    };
  }, []);
  return { canvas, view, isBroken };
}

/** Loads a file into a side of the view and tells how far it has come. */
export function useSide(view: CompareView | null, side: Side, file: SideFile | null): SideState {
  const [state, setState] = useState<SideState>({ state: "empty" });
  const url = file?.url ?? null;
  const totalBytes = file?.bytes ?? 0;
  useEffect(() => {
    if (!view || url === null) return;
    let isGone = false;
    setState({ state: "loading", loadedBytes: 0, totalBytes });
    view
      .show(side, url, (loadedBytes) => {
        if (!isGone) setState({ state: "loading", loadedBytes, totalBytes });
      })
      .then((isShown) => {
        if (!isGone && isShown) setState({ state: "ready" });
      })
      .catch(() => {
        if (!isGone) setState({ state: "failed" });
      });
    return () => {
      isGone = true;
    };
  }, [view, side, url]);
  return state;
}
