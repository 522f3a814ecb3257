import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { addressOfVersion } from "../session/places.ts";
import { ModelFacts } from "./model-facts.tsx";
import { ReportSummary } from "./report-summary.tsx";
import { judgeModel } from "./verdict.ts";

type ShelfSummaryProps = { readonly product: Product; readonly versions: readonly ModelVersion[] | null };

/** What there is to say about the model that visitors see now, and the way to its whole report. */
export function ShelfSummary({ product, versions }: ShelfSummaryProps) {
  const { model } = product;
  const shown = versions?.find(({ isOnShelf }) => isOnShelf) ?? null;
  return (
    <>
      <section class="panel" aria-label="Verdict">
        <ReportSummary verdict={judgeModel(model)} findings={model?.findings ?? []} />
        {shown ? (
          <a class="button report-link" href={addressOfVersion(product.id, shown.id)}>
            Read the whole report
            <Icon name="arrowRight" />
          </a>
        ) : null}
      </section>
      {model ? <ModelFacts model={model} /> : null}
    </>
  );
}
