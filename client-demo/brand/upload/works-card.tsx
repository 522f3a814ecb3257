import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { useTask } from "../../kit/use-task.ts";
import { megabytes } from "../../kit/wording.ts";
import { FindingList } from "../report/finding-list.tsx";
import { groupFindings } from "../report/group-findings.ts";
import { addressOfVersion } from "../session/places.ts";
import { versionCalls } from "../session/session.ts";
import { StageList } from "./stage-list.tsx";
import { isInTheWorks, stagesOfVersion } from "./version-stages.ts";

type WorksCardProps = {
  readonly version: ModelVersion;
  readonly product: Product;
  readonly onChange: () => void;
  readonly onDismiss: (versionId: string) => void;
};

/** A version while the server works on it, and how that ended. */
export function WorksCard({ version, product, onChange, onDismiss }: WorksCardProps) {
  const { state, fileName, number } = version;
  const task = useTask(onChange);
  const isBusy = isInTheWorks(version);
  const canRetry = state === "failed" || state === "cancelled";
  return (
    <section class="panel works" aria-label={`Version ${number} of ${product.name}`}>
      <div class="works-head">
        <h3>
          {fileName} <span class="soft">Version {number}</span>
        </h3>
        {isBusy ? (
          <button
            type="button"
            class="button quiet"
            onClick={() => task.run(() => versionCalls.cancel(product.id, version.id))}
          >
            Cancel
          </button>
        ) : (
          <button type="button" class="icon-button" aria-label="Dismiss" onClick={() => onDismiss(version.id)}>
            <Icon name="close" />
          </button>
        )}
      </div>
      <StageList stages={stagesOfVersion(version)} />
      <div role="status">
        {state === "ready" ? <Ready version={version} product={product} onChange={onChange} /> : null}
        {canRetry ? (
          <button
            type="button"
            class="button"
            aria-disabled={task.isBusy}
            onClick={() => task.run(() => versionCalls.retry(product.id, version.id))}
          >
            Try again
          </button>
        ) : null}
      </div>
      <div role="alert">{state === "refused" ? <Refused version={version} /> : null}</div>
    </section>
  );
}

function Ready({ version, product, onChange }: Omit<WorksCardProps, "onDismiss">) {
  const task = useTask(onChange);
  const bytes = version.model?.measures.bytes;
  return (
    <div class="works-end">
      {bytes !== undefined && bytes < version.original.bytes ? (
        <p>
          {megabytes(version.original.bytes)} became {megabytes(bytes)}.
        </p>
      ) : null}
      <a class="button" href={addressOfVersion(product.id, version.id)}>
        Read the report
      </a>
      {version.isOnShelf ? null : (
        <button
          type="button"
          class="button primary"
          aria-disabled={task.isBusy}
          onClick={() => task.run(() => versionCalls.publish(product.id, version.id))}
        >
          Put it on the shelf
        </button>
      )}
    </div>
  );
}

function Refused({ version }: { readonly version: ModelVersion }) {
  const { refusal } = version;
  // What is merely worth knowing would hide why it was refused.
  const errors = (refusal?.findings ?? []).filter((each) => each.severity === "error");
  return (
    <div class="refused">
      <h4>The model was not taken</h4>
      <p>{refusal?.message} What visitors see has not changed.</p>
      <FindingList title="What is wrong" groups={groupFindings(errors)} />
    </div>
  );
}
