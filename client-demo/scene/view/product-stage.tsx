import { useEffect, useRef, useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { pictureOf } from "../../kit/picture-of.ts";
import { ProductPicture } from "../../kit/product-picture.tsx";

type ProductStageProps = {
  readonly product: Product;
  readonly materialVariant: string | null;
  readonly isOpen: boolean;
};

type View = Awaited<ReturnType<typeof openView>>;

/** The product alone, in good light, to be turned by hand. Loaded only where it is shown. */
export function ProductStage({ product, materialVariant, isOpen }: ProductStageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const view = useRef<View | null>(null);
  const [state, setState] = useState<"loading" | "ready" | "failed">("loading");
  const modelUrl = product.model?.url ?? null;

  useEffect(() => {
    if (modelUrl === null || !canvas.current) return;
    let isGone = false;
    setState("loading");
    openView(canvas.current)
      .then(async (opened) => {
        if (isGone) return opened.dispose();
        view.current = opened;
        await opened.show(modelUrl, materialVariant, isOpen);
        if (!isGone) setState("ready");
      })
      .catch(() => {
        if (!isGone) setState("failed");
      });
    return () => {
      isGone = true;
      view.current?.dispose();
      view.current = null;
    };
    // The variant and the lid are followed below without loading the model again.
  }, [modelUrl]);
  useEffect(() => view.current?.setVariant(materialVariant), [materialVariant]);
  useEffect(() => view.current?.setOpen(isOpen), [isOpen]);

  return (
    <figure class={modelUrl === null ? "stage bare" : "stage"} aria-busy={state === "loading" && modelUrl !== null}>
      {pictureOf(product, materialVariant) && state !== "ready" ? (
        <ProductPicture product={product} materialVariant={materialVariant} size="poster" />
      ) : null}
      {modelUrl === null ? null : (
        <canvas
          key={modelUrl}
          ref={canvas}
          class={state === "ready" ? "" : "unready"}
          role="img"
          aria-label={`${product.name}, seen in 3D. Drag to turn it.`}
        />
      )}
      <figcaption class="stage-note soft small">{stageNote(modelUrl, state)}</figcaption>
    </figure>
  );
}

async function openView(canvas: HTMLCanvasElement) {
  const { createProductView } = await import("./product-view.ts");
  return createProductView(canvas);
}

function stageNote(modelUrl: string | null, state: "loading" | "ready" | "failed"): string {
  if (modelUrl === null) return "There is no model of this yet";
  if (state === "failed") return "This view could not be drawn. Everything else works.";
  return state === "loading" ? "Loading the model" : "Drag to turn";
}
