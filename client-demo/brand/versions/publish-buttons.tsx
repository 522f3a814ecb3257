import { useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { showToast } from "../../kit/toasts.ts";
import { useTask } from "../../kit/use-task.ts";
import { versionCalls } from "../session/session.ts";
import { isInTheWorks } from "../upload/version-stages.ts";
import { isRollBack } from "../words/version-words.ts";
import { ScheduleDialog } from "./schedule-dialog.tsx";
import { ShareDialog } from "./share-dialog.tsx";

type PublishButtonsProps = {
  readonly product: Product;
  readonly version: ModelVersion;
  readonly versions: readonly ModelVersion[];
  readonly onChange: () => void;
};

/** What can be done with a version: put it on the shelf now or later, or send its report to somebody. */
export function PublishButtons({ product, version, versions, onChange }: PublishButtonsProps) {
  const [dialog, setDialog] = useState<"schedule" | "share" | null>(null);
  const task = useTask(onChange);
  const close = () => setDialog(null);
  const name = `version ${version.number}`;
  const canPublish = version.state === "ready" && !version.isOnShelf;
  return (
    <>
      {canPublish ? (
        <button
          type="button"
          class="button"
          aria-disabled={task.isBusy}
          onClick={() =>
            task.run(
              () => versionCalls.publish(product.id, version.id),
              () => showToast(`Version ${version.number} of ${product.name} is live in every open room`, "success"),
            )
          }
        >
          {isRollBack(version, versions) ? "Go back to this one" : "Put it on the shelf"}
          <span class="visually-hidden">: {name}</span>
        </button>
      ) : null}
      {canPublish ? (
        <button type="button" class="icon-button" title="Schedule" onClick={() => setDialog("schedule")}>
          <Icon name="clock" />
          <span class="visually-hidden">Schedule {name}</span>
        </button>
      ) : null}
      {isInTheWorks(version) ? null : (
        <button type="button" class="icon-button" title="Share the report" onClick={() => setDialog("share")}>
          <Icon name="link" />
          <span class="visually-hidden">Share the report of {name}</span>
        </button>
      )}
      {dialog === "schedule" ? <ScheduleDialog {...{ product, version, onChange }} onClose={close} /> : null}
      {dialog === "share" ? <ShareDialog productId={product.id} version={version} onClose={close} /> : null}
    </>
  );
}
