import { useEffect, useRef, useState } from "preact/hooks";
import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { Icon } from "../kit/icons.tsx";

/** Opens a walk through a layout that nobody else sees, on a canvas in its frame. */
type OpenWalk = (
  canvas: HTMLCanvasElement,
  frame: HTMLElement,
  showroom: Showroom,
  products: ReadonlyMap<string, Product>,
) => { readonly ready: Promise<void>; dispose(): void };

/** Fetches what a walk needs: the console does without the showroom's scene until somebody wants to walk. */
export type LoadWalk = () => Promise<OpenWalk>;

type VisitorPreviewProps = {
  readonly loadWalk: LoadWalk;
  readonly showroom: Showroom;
  readonly products: ReadonlyMap<string, Product>;
  readonly onClose: () => void;
};

/** The draft as a visitor will see it, to be walked through. */
export function VisitorPreview({ loadWalk, showroom, products, onClose }: VisitorPreviewProps) {
  const frame = useRef<HTMLElement>(null);
  const back = useRef<HTMLButtonElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  useEffect(() => {
    back.current?.focus();
    let close = () => {};
    let isGone = false;
    const open = async () => {
      const openWalk = await loadWalk();
      if (isGone || !canvas.current || !frame.current) return;
      const walk = openWalk(canvas.current, frame.current, showroom, products);
      close = walk.dispose;
      await walk.ready;
      setState("ready");
    };
    open().catch(() => setState("failed"));
    return () => {
      isGone = true;
      close();
    };
  }, []);
  return (
    <section class="visitor-preview" aria-label="The draft as visitors will see it" ref={frame}>
      <canvas ref={canvas} />
      <p class="preview-note">
        {state === "loading" ? "Lighting the room" : "Your draft, as visitors will see it"}
        {state === "failed" ? ". This browser cannot draw it." : null}
        <span class="key-hint soft small">Arrow keys walk, drag looks around</span>
      </p>
      <button type="button" class="button" ref={back} onClick={onClose}>
        <Icon name="arrowLeft" />
        Back to editing
      </button>
    </section>
  );
}
