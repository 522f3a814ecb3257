import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { useLoad } from "../../kit/load.ts";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { showToast } from "../../kit/toasts.ts";
import { useTask } from "../../kit/use-task.ts";
import { fileSize } from "../../kit/wording.ts";
import { VersionReport } from "../report/version-report.tsx";
import { addressOfProduct, addressOfVersion } from "../session/places.ts";
import { brandApi, versionCalls } from "../session/session.ts";
import { StageList } from "../upload/stage-list.tsx";
import { isInTheWorks, stagesOfVersion } from "../upload/version-stages.ts";
import { momentInWords, stateInWords } from "../words/version-words.ts";
import { PublishButtons } from "./publish-buttons.tsx";
import { useVersion } from "./use-version.ts";
import { useVersions } from "./use-versions.ts";

type VersionPageProps = { readonly productId: string; readonly versionId: string };

/** The report of one version, with what can be done about it. */
export function VersionPage({ productId, versionId }: VersionPageProps) {
  const [product, reloadProduct] = useLoad(productId, () => brandApi.readProduct(productId));
  const [version, reloadVersion] = useVersion(productId, versionId);
  const failed = product.state === "failed" ? product : version.state === "failed" ? version : null;
  const reload = () => {
    reloadProduct();
    reloadVersion();
  };
  return (
    <div class="page report">
      <a class="back-link no-print" href={addressOfProduct(productId)}>
        <Icon name="arrowLeft" />
        {product.state === "ready" ? product.value.product.name : "Back to the product"}
      </a>
      {failed ? <ReadFailure title="This report could not be read" problem={failed.problem} onRetry={reload} /> : null}
      {!failed && (product.state === "loading" || version.state === "loading") ? (
        <div class="skeleton tall" role="status" aria-label="Reading the report" />
      ) : null}
      {product.state === "ready" && version.state === "ready" ? (
        <Version product={product.value.product} version={version.value} onChange={reload} />
      ) : null}
    </div>
  );
}

type VersionProps = {
  readonly product: Product;
  readonly version: ModelVersionDetail;
  readonly onChange: () => void;
};

function Version({ product, version, onChange }: VersionProps) {
  const { versions, refresh } = useVersions(product.id);
  const task = useTask(onChange);
  const { tone, label } = stateInWords(version);
  const changed = () => {
    onChange();
    refresh();
  };
  const rescale = (factor: number) =>
    task.run(
      () => versionCalls.rescale(product.id, version.id, factor),
      (made) => {
        showToast(`Version ${made.number} is being made at that size`, "success");
        location.hash = addressOfVersion(product.id, made.id);
      },
    );
  return (
    <>
      <div class="page-head">
        <div class="page-title">
          <h1>
            {product.name}, version {version.number}
          </h1>
          <p class="soft">
            <span class={`tag ${tone}`}>{label}</span> {version.fileName}, {fileSize(version.original.bytes)}, uploaded{" "}
            {momentInWords(version.createdAt)}
          </p>
        </div>
        <div class="page-actions no-print">
          <button type="button" class="icon-button" title="Print" aria-label="Print" onClick={() => print()}>
            <Icon name="print" />
          </button>
          <PublishButtons {...{ product, version }} versions={versions ?? []} onChange={changed} />
        </div>
      </div>
      {isInTheWorks(version) ? (
        <div class="panel works">
          <StageList stages={stagesOfVersion(version)} />
        </div>
      ) : null}
      <VersionReport
        version={version}
        name={product.name}
        variants={product.variants}
        declaredSize={product.sizeMetres ?? null}
        onRescale={rescale}
      />
    </>
  );
}
