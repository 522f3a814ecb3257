import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { Icon } from "../../kit/icons.tsx";
import { showToast } from "../../kit/toasts.ts";
import { useTask } from "../../kit/use-task.ts";
import { fileSize } from "../../kit/wording.ts";
import { addressOfVersion } from "../session/places.ts";
import { versionCalls } from "../session/session.ts";
import { isInTheWorks } from "../upload/version-stages.ts";
import { momentInWords, stateInWords, timeZone } from "../words/version-words.ts";
import { PublishButtons } from "./publish-buttons.tsx";

type VersionListProps = {
  readonly product: Product;
  readonly versions: readonly ModelVersion[];
  readonly onChange: () => void;
};

/** Every version of the product's model, newest first: what is on the shelf, what was, what will be. */
export function VersionList({ product, versions, onChange }: VersionListProps) {
  return (
    <section class="panel" aria-label="Versions">
      <div>
        <h2>Versions</h2>
        <p class="soft small">
          The original of each is kept. Putting an older one on the shelf is how to go back. Times are {timeZone()}{" "}
          time.
        </p>
      </div>
      {versions.length === 0 ? (
        <p class="soft">None yet. The first upload becomes version 1.</p>
      ) : (
        <ul class="versions">
          {versions.map((version) => (
            <VersionRow key={version.id} {...{ product, version, versions, onChange }} />
          ))}
        </ul>
      )}
    </section>
  );
}

type VersionRowProps = VersionListProps & { readonly version: ModelVersion };

function VersionRow({ product, version, versions, onChange }: VersionRowProps) {
  const { tone, label } = stateInWords(version);
  const thumbnail = version.model?.outputs?.pictures[0]?.thumbnail;
  return (
    <li class={version.isOnShelf ? "version shown" : "version"}>
      <div class="version-thumb">
        {thumbnail ? <img src={thumbnail} alt="" loading="lazy" width={72} height={72} /> : <Icon name="box" />}
      </div>
      <div class="version-what">
        <p>
          <a href={addressOfVersion(product.id, version.id)}>
            <strong>Version {version.number}</strong>
          </a>{" "}
          <span class={`tag ${tone}`}>{label}</span>
        </p>
        <p class="soft small version-file">
          {version.fileName} · {fileSize(version.original.bytes)} · {momentInWords(version.createdAt)}
        </p>
        {isInTheWorks(version) ? <WorkLine version={version} /> : <Moments version={version} />}
      </div>
      <div class="version-actions">
        <Schedule {...{ product, version, onChange }} />
        <PublishButtons {...{ product, version, versions, onChange }} />
      </div>
    </li>
  );
}

function WorkLine({ version }: { readonly version: ModelVersion }) {
  return (
    <p class="soft small numbers">
      {version.stage ?? "Waiting for its turn"} · {Math.round(version.progress * 100)} %
    </p>
  );
}

function Moments({ version }: { readonly version: ModelVersion }) {
  if (version.publishAt) return <p class="small">Goes on the shelf {momentInWords(version.publishAt)}</p>;
  if (version.state === "refused") return <p class="small">{version.refusal?.message}</p>;
  if (!version.publishedAt) return null;
  return (
    <p class="soft small">
      {version.isOnShelf ? "On the shelf since" : "Last put on the shelf"} {momentInWords(version.publishedAt)}
    </p>
  );
}

function Schedule({ product, version, onChange }: Omit<VersionRowProps, "versions">) {
  const task = useTask(onChange);
  if (!version.publishAt) return null;
  return (
    <button
      type="button"
      class="button quiet"
      aria-disabled={task.isBusy}
      onClick={() =>
        task.run(
          () => versionCalls.unschedule(product.id, version.id),
          () => showToast(`Version ${version.number} is no longer scheduled`),
        )
      }
    >
      Cancel the schedule
    </button>
  );
}
