import { useId, useState } from "preact/hooks";
import { type ModelFinding, modelFinding, type Product } from "../../rooms/protocol/catalog.ts";
import { ApiError, explainError } from "../net/api-error.ts";
import type { UploadProgress } from "../net/upload.ts";
import { showToast } from "../state/store.ts";
import { Icon } from "../ui/icons.tsx";
import { useFileDrop } from "./file-drop.ts";
import { FindingList } from "./finding-list.tsx";
import { brandApi } from "./session.ts";
import { UploadStages } from "./upload-stages.tsx";
import { groupFindings } from "./verdict.ts";

type UploadPanelProps = { readonly product: Product; readonly onUploaded: () => Promise<void> };
type Refused = { readonly message: string; readonly findings: readonly ModelFinding[] };

/** Takes a GLB by button or by dropping it anywhere on the page, and says what became of it. */
export function UploadPanel({ product, onUploaded }: UploadPanelProps) {
  const [progress, setProgress] = useState<UploadProgress | null>(null);
  const [refused, setRefused] = useState<Refused | null>(null);
  const inputId = useId();

  const upload = async (file: File) => {
    if (progress !== null) return;
    setRefused(null);
    setProgress({ stage: "sending", sentBytes: 0, totalBytes: file.size });
    try {
      await brandApi.uploadModel(product.id, file, setProgress);
      await onUploaded();
      showToast(`The new model of ${product.name} is live in every open room`, "success");
    } catch (thrown) {
      setRefused(readRefusal(thrown));
    }
    setProgress(null);
  };
  const isDragging = useFileDrop(upload);

  return (
    <div class="panel">
      {isDragging ? <div class="drop-cover">Drop the GLB to give {product.name} a new model</div> : null}
      {progress ? (
        <UploadStages progress={progress} />
      ) : (
        <div class="upload-idle">
          <label class="button" for={inputId}>
            <Icon name="upload" />
            {product.model ? "Replace the model" : "Upload a model"}
          </label>
          <input
            id={inputId}
            class="visually-hidden file-input"
            type="file"
            accept=".glb,model/gltf-binary"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) void upload(file);
              event.currentTarget.value = "";
            }}
          />
          <p class="soft small">Or drop a GLB anywhere on this page. Open rooms show it within seconds.</p>
        </div>
      )}
      <div role="alert">
        {refused ? (
          <div class="refused">
            <h2>The model was not taken</h2>
            <p>{refused.message} The one that visitors see has not changed.</p>
            <FindingList title="What is wrong" groups={groupFindings(refused.findings)} />
          </div>
        ) : null}
      </div>
    </div>
  );
}

function readRefusal(thrown: unknown): Refused {
  const details = thrown instanceof ApiError ? modelFinding.array().safeParse(thrown.details).data : undefined;
  const message =
    thrown instanceof ApiError && thrown.code === "MODEL_INVALID"
      ? "As it is, browsers could not show it rightly."
      : explainError(thrown);
  const findings = details ?? [];
  // What is merely worth knowing would hide why it was refused.
  return { message, findings: findings.filter((each) => each.severity === "error") };
}
