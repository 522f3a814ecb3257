import { useEffect, useState } from "preact/hooks";
import type { ProductVersion } from "../net/api.ts";
import { Icon } from "../ui/icons.tsx";
import { useLoad } from "../ui/load.ts";
import { ReadFailure } from "../ui/read-failure.tsx";
import { EditForm } from "./edit-form.tsx";
import { LivePlaces } from "./live-places.tsx";
import { ModelFacts } from "./model-facts.tsx";
import { ModelReport } from "./model-report.tsx";
import { ModelStage } from "./model-stage.tsx";
import { brandApi } from "./session.ts";
import { UploadPanel } from "./upload-panel.tsx";

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
        <Product
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

function Product({ version, round, onChange, onReload }: ProductProps) {
  const { product } = version;
  useEffect(() => {
    const before = document.title;
    document.title = `${product.name} · ${before}`;
    return () => {
      document.title = before;
    };
  }, [product.name]);
  const showUploaded = async () => onChange(await brandApi.readProduct(product.id));
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
          <UploadPanel product={product} onUploaded={showUploaded} />
        </section>
        <section aria-label="Report" class="stack">
          <ModelReport model={product.model} />
          {product.model ? <ModelFacts model={product.model} /> : null}
        </section>
      </div>
      <EditForm key={round} version={version} onSaved={onChange} onReload={onReload} />
    </>
  );
}
