import { useId } from "preact/hooks";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { useLoad } from "../../kit/load.ts";
import { Modal } from "../../kit/modal.tsx";
import { ReadFailure } from "../../kit/read-failure.tsx";
import { showToast } from "../../kit/toasts.ts";
import { versionCalls } from "../session/session.ts";

type ShareDialogProps = {
  readonly productId: string;
  readonly version: ModelVersion;
  readonly onClose: () => void;
};

/** The link with which a studio reads a report without signing in. */
export function ShareDialog({ productId, version, onClose }: ShareDialogProps) {
  const [loaded, reload] = useLoad(version.id, () => versionCalls.share(productId, version.id));
  return (
    <Modal title={`Share the report of version ${version.number}`} onClose={onClose}>
      <p>Whoever has this link can read this report and download its files. It opens nothing else.</p>
      {loaded.state === "loading" ? <div class="skeleton" role="status" aria-label="Making the link" /> : null}
      {loaded.state === "failed" ? (
        <ReadFailure title="There is no link yet" problem={loaded.problem} onRetry={reload} />
      ) : null}
      {loaded.state === "ready" ? <LinkField link={`${location.origin}/report#${loaded.value}`} /> : null}
    </Modal>
  );
}

function LinkField({ link }: { readonly link: string }) {
  const id = useId();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      showToast("The link is copied", "success");
    } catch {
      showToast("The browser does not let this page copy. Select the link and copy it by hand.", "danger");
    }
  };
  return (
    <div class="field">
      <label for={id}>Link to the report</label>
      <div class="link-field">
        <input id={id} class="input" readOnly value={link} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" class="button primary" onClick={copy}>
          Copy
        </button>
      </div>
    </div>
  );
}
