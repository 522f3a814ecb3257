import { useState } from "preact/hooks";
import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { Modal } from "../kit/modal.tsx";
import { explainError } from "../sdk/api-error.ts";
import { ChangeList } from "./change-list.tsx";
import { compareLayouts } from "./rules/compare-layouts.ts";
import type { Verdict } from "./rules/judge-layout.ts";
import type { ProductNames } from "./rules/things.ts";

type PublishDialogProps = {
  readonly published: ShowroomLayout;
  readonly layout: ShowroomLayout;
  readonly products: ProductNames;
  readonly verdicts: readonly Verdict[];
  /** Resolves when it is done; false when somebody else came first. */
  readonly onPublish: () => Promise<void>;
  readonly onClose: () => void;
};

/** What visitors will see change, before they do. */
export function PublishDialog({ published, layout, products, verdicts, onPublish, onClose }: PublishDialogProps) {
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const changes = compareLayouts(published, layout, products);
  const errors = verdicts.filter(({ severity }) => severity === "error");
  const isReady = errors.length === 0 && changes.length > 0 && !isBusy;
  const publish = async () => {
    if (!isReady) return;
    setBusy(true);
    await onPublish().catch((thrown) => setProblem(explainError(thrown)));
    setBusy(false);
  };
  const foot = (
    <>
      {problem ? (
        <p role="alert" class="field-problem">
          {problem}
        </p>
      ) : null}
      <button type="button" class="button primary wide" aria-disabled={!isReady} onClick={() => void publish()}>
        {isBusy ? "Publishing" : "Publish to the showroom"}
      </button>
    </>
  );
  return (
    <Modal title="Publish this layout" onClose={onClose} foot={foot}>
      {changes.length === 0 ? (
        <p>Nothing differs from what visitors see now.</p>
      ) : (
        <>
          <p class="soft">
            Open rooms change at once. Nobody has to reload, and what somebody holds stays in their hands.
          </p>
          <ChangeList changes={changes} />
        </>
      )}
      {errors.length > 0 ? (
        <div class="note danger" role="alert">
          <strong>Put this right first</strong>
          <ul>
            {errors.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </Modal>
  );
}
