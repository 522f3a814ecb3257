import { useId, useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Modal } from "../../kit/modal.tsx";
import { showToast } from "../../kit/toasts.ts";
import { useTask } from "../../kit/use-task.ts";
import { versionCalls } from "../session/session.ts";
import { momentForField, momentInWords, timeZone } from "../words/version-words.ts";

type ScheduleDialogProps = {
  readonly product: Product;
  readonly version: ModelVersion;
  readonly onChange: () => void;
  readonly onClose: () => void;
};

const HOUR_MS = 3_600_000;

/** Asks when a version shall go on the shelf. */
export function ScheduleDialog({ product, version, onChange, onClose }: ScheduleDialogProps) {
  const [at, setAt] = useState(() => version.publishAt ?? nextFullHour().toISOString());
  const [problem, setProblem] = useState<string | null>(null);
  const task = useTask(onChange);
  const id = useId();
  const save = (event: Event) => {
    event.preventDefault();
    if (!(Date.parse(at) > Date.now())) return setProblem("Choose a time that is still to come.");
    setProblem(null);
    task.run(
      () => versionCalls.publish(product.id, version.id, { at }),
      () => {
        showToast(`Version ${version.number} goes on the shelf ${momentInWords(at)}`, "success");
        onClose();
      },
    );
  };
  return (
    <Modal title={`Schedule version ${version.number}`} onClose={onClose}>
      <form class="dialog-form" onSubmit={save} noValidate>
        <div class="field">
          <label for={id}>Put it on the shelf at</label>
          <input
            id={id}
            class="input"
            type="datetime-local"
            value={momentForField(new Date(at))}
            min={momentForField(new Date())}
            aria-invalid={problem !== null}
            aria-describedby={`${id}-zone ${id}-problem`}
            onInput={(event) => {
              const chosen = new Date(event.currentTarget.value);
              if (!Number.isNaN(chosen.getTime())) setAt(chosen.toISOString());
            }}
          />
          <p id={`${id}-zone`} class="soft small">
            {timeZone()} time, the one of this computer. Open rooms change at that moment, nobody reloads.
          </p>
          <p id={`${id}-problem`} class="field-problem" role="alert">
            {problem}
          </p>
        </div>
        <button type="submit" class="button primary" aria-disabled={task.isBusy}>
          Schedule
        </button>
      </form>
    </Modal>
  );
}

function nextFullHour(): Date {
  return new Date(Math.ceil((Date.now() + HOUR_MS / 4) / HOUR_MS) * HOUR_MS);
}
