import { useEffect, useId, useState } from "preact/hooks";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { chooseBundle, type DroppedFile } from "./choose-bundle.ts";
import { chooseFolder } from "./choose-folder.ts";
import { asDropped, readDrop } from "./read-drop.ts";
import { UploadCard } from "./upload-card.tsx";
import { beginUpload, forgetUpload, uploads } from "./uploads.ts";
import { useFileDrop } from "./use-file-drop.ts";
import { isInTheWorks } from "./version-stages.ts";
import { WorksCard } from "./works-card.tsx";

type UploadPanelProps = {
  readonly product: Product;
  readonly versions: readonly ModelVersion[] | null;
  readonly onChange: () => void;
};

/** Takes a model by button or by dropping it anywhere on the page, and shows what becomes of it. */
export function UploadPanel({ product, versions, onChange }: UploadPanelProps) {
  const [publishes, setPublishes] = useState(true);
  const [problem, setProblem] = useState<string | null>(null);
  const { followed, dismiss } = useFollowed(product.id, versions, onChange);

  const take = (files: readonly DroppedFile[]) => {
    const bundle = chooseBundle(files);
    setProblem(bundle.kind === "problem" ? bundle.problem : null);
    if (bundle.kind === "problem") return;
    const publish = publishes ? "when-ready" : "manual";
    beginUpload({ bundle, productId: product.id, productName: product.name, publish });
  };
  const isDragging = useFileDrop((transfer) => {
    readDrop(transfer).then(take, () => setProblem("What was dropped could not be read. Try the button instead."));
  });
  const onItsWay = uploads.value.filter((each) => each.productId === product.id && each.state !== "sent");

  return (
    <>
      {isDragging ? <DropCover product={product} /> : null}
      <div class="panel upload-panel">
        <UploadChoices hasModel={product.model !== null} onFiles={take} />
        <label class="tick">
          <input type="checkbox" checked={publishes} onChange={(event) => setPublishes(event.currentTarget.checked)} />
          Put it on the shelf when it is ready
        </label>
        <p class="field-problem" role="alert">
          {problem}
        </p>
      </div>
      {onItsWay.map((upload) => (
        <UploadCard key={upload.id} upload={upload} />
      ))}
      {followed.map((version) => (
        <WorksCard key={version.id} version={version} product={product} onChange={onChange} onDismiss={dismiss} />
      ))}
    </>
  );
}

type UploadChoicesProps = {
  readonly hasModel: boolean;
  readonly onFiles: (files: readonly DroppedFile[]) => void;
};

function UploadChoices({ hasModel, onFiles }: UploadChoicesProps) {
  const inputId = useId();
  return (
    <div class="upload-idle">
      <label class="button" for={inputId}>
        <Icon name="upload" />
        {hasModel ? "Replace the model" : "Upload a model"}
      </label>
      <input
        id={inputId}
        class="visually-hidden file-input"
        type="file"
        multiple
        accept=".glb,.gltf,.zip,model/gltf-binary,model/gltf+json,application/zip"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])].map(asDropped);
          event.currentTarget.value = "";
          if (files.length > 0) onFiles(files);
        }}
      />
      <button
        type="button"
        class="button quiet"
        onClick={async () => {
          const files = await chooseFolder();
          if (files.length > 0) onFiles(files.map(asDropped));
        }}
      >
        <Icon name="folder" />
        Choose a folder
      </button>
      <p class="soft small">Or drop a GLB, a zip, or a glTF with its folder anywhere on this page.</p>
    </div>
  );
}

function DropCover({ product }: { readonly product: Product }) {
  return (
    <div class="drop-cover">
      <p>
        Drop it to give {product.name} a new model
        <span class="soft small">A GLB, a zip, or a folder with a glTF and its files</span>
      </p>
    </div>
  );
}

/** The versions that are in the works, or came to an end while this page was open; until they are dismissed. */
function useFollowed(productId: string, versions: readonly ModelVersion[] | null, onSent: () => void) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const sent = uploads.value.filter((each) => each.productId === productId && each.versionId !== null);
  const fresh = [
    ...sent.flatMap(({ versionId }) => versionId ?? []),
    // What is on the shelf already is only being made lighter, which its row says.
    ...(versions ?? []).filter((each) => isInTheWorks(each) && !each.isOnShelf).map(({ id }) => id),
  ].filter((id) => !ids.has(id));
  useEffect(() => {
    if (fresh.length === 0) return;
    setIds(new Set([...ids, ...fresh]));
    // From now on the version stands for it.
    for (const { id } of sent) forgetUpload(id);
    if (sent.length > 0) onSent();
  }, [fresh.join()]);
  return {
    followed: (versions ?? []).filter(({ id }) => ids.has(id)),
    dismiss: (id: string) => setIds(new Set([...ids].filter((each) => each !== id))),
  };
}
