import { useState } from "preact/hooks";
import { explainError } from "../sdk/api-error.ts";
import { showToast } from "./toasts.ts";

/** One thing at a time that is asked of the server; what goes wrong is said in a toast. */
export type Task = {
  readonly isBusy: boolean;
  /** Does it unless something is being done already; `done` is told when it went well. */
  run<T>(work: () => Promise<T>, done?: (result: T) => void): void;
};

/** @param onDone told after everything that went well, so that the page can ask anew */
export function useTask(onDone: () => void): Task {
  const [isBusy, setBusy] = useState(false);
  return {
    isBusy,
    run(work, done) {
      if (isBusy) return;
      setBusy(true);
      work()
        .then((result) => {
          done?.(result);
          onDone();
        })
        .catch((thrown) => showToast(explainError(thrown), "danger"))
        .finally(() => setBusy(false));
    },
  };
}
