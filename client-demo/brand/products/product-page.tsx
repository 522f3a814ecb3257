import { useEffect, useRef, useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { useLoad } from "../../kit/load.ts";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { showToast } from "../../kit/toasts.ts";
import type { ProductVersion } from "../../sdk/api.ts";
import { ShelfSummary } from "../report/shelf-summary.tsx";
import { brandApi } from "../session/session.ts";
import { ModelStage } from "../stage/model-stage.tsx";
import { UploadPanel } from "../upload/upload-panel.tsx";
import { useVersions } from "../versions/use-versions.ts";
import { VersionList } from "../versions/version-list.tsx";
import { DeleteProduct } from "./delete-product.tsx";
import { EditForm } from "./edit-form.tsx";
import { LivePlaces } from "./live-places.tsx";

/** One product: its model on the left, what is known about it on the right, its words and prices below. */
export function ProductPage({ productId }: { readonly productId: string }) {
  const [changed, setChanged] = useState<ProductVersion | null>(null);
  const [round, setRound] = useState(0);
  const [loaded, reload] = useLoad(productId, () => brandApi.readProduct(productId));
  return (
    <div class="page">
      <a class="back-link" href="#/products">
        <Icon name="arrowLeft" />
        All products
      </a>
      {loaded.state === "loading" ? <div class="skeleton tall" role="status" aria-label="Reading the product" /> : null}
      {loaded.state === "failed" ? (
        <ReadFailure title="This product could not be read" problem={loaded.problem} onRetry={reload} />
      ) : null}
      {loaded.state === "ready" ? (
        <ProductFound
          version={changed ?? loaded.value}
          round={round}
          onChange={setChanged}
          onReload={() => {
            setChanged(null);
            setRound(round + 1);
            reload();
          }}
        />
      ) : null}
    </div>
  );
}

type ProductProps = {
  readonly version: ProductVersion;
  /** Raised when what was typed is given up. */
  readonly round: number;
  readonly onChange: (version: ProductVersion) => void;
  readonly onReload: () => void;
};

function ProductFound({ version, round, onChange, onReload }: ProductProps) {
  const { product } = version;
  const { versions, refresh } = useVersions(product.id);
  useTitle(product.name);
  useShelfNews(product, versions, async () => onChange(await brandApi.readProduct(product.id)));
  return (
    <>
      <div class="page-head">
        <div class="page-title">
          <h1>{product.name}</h1>
          <p class="soft">{product.tagline}</p>
        </div>
        <LivePlaces productId={product.id} />
      </div>
      <div class="product-columns">
        <section aria-label="Model" class="stack">
          <ModelStage product={product} />
          <UploadPanel product={product} versions={versions} onChange={refresh} />
        </section>
        <section aria-label="Report" class="stack">
          <ShelfSummary product={product} versions={versions} />
        </section>
      </div>
      {versions ? <VersionList product={product} versions={versions} onChange={refresh} /> : null}
      <EditForm key={round} version={version} onSaved={onChange} onReload={onReload} />
      <DeleteProduct product={product} />
    </>
  );
}

function useTitle(name: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${name} · ${before}`;
    return () => {
      document.title = before;
    };
  }, [name]);
}

/** Reads the product again when another model stands on the shelf than the page knows, and says so when it is new. */
function useShelfNews(product: Product, versions: readonly ModelVersion[] | null, onNews: () => Promise<void>): void {
  const shown = versions?.find(({ isOnShelf }) => isOnShelf);
  const news = shown ? `${shown.id} ${shown.publishedAt} ${shown.model?.hash} ${shown.state}` : "";
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (versions === null) return;
    const before = known.current;
    known.current = news;
    if (before === null || before === news) return;
    void onNews().then(
      () => {
        const [versionBefore] = before.split(" ");
        if (shown && shown.id !== versionBefore) {
          showToast(`The new model of ${product.name} is live in every open room`, "success");
        }
      },
      () => undefined,
    );
  }, [news, versions === null]);
}
