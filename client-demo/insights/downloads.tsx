import { useState } from "preact/hooks";
import { Icon } from "../kit/icons.tsx";
import { saveFile } from "../kit/save-file.ts";
import { showToast } from "../kit/toasts.ts";
import type { ExportFormat } from "../sdk/api.ts";
import { explainError } from "../sdk/api-error.ts";
import { type Days, rangeOfDays } from "./days.ts";
import { insightsApi } from "./session.ts";

const FORMATS: readonly (readonly [ExportFormat, string])[] = [
  ["csv", "CSV"],
  ["ndjson", "NDJSON"],
];

/** Every event of the chosen days as a file; the key travels in a header, so a plain link would not do. */
export function Downloads({ days }: { readonly days: Days }) {
  const [busy, setBusy] = useState<ExportFormat | null>(null);
  const download = async (format: ExportFormat) => {
    setBusy(format);
    try {
      saveFile(await insightsApi.exportEvents(format, rangeOfDays(days)), nameOf(days, format));
    } catch (thrown) {
      showToast(explainError(thrown), "danger");
    }
    setBusy(null);
  };
  return (
    <div class="downloads">
      {FORMATS.map(([format, label]) => (
        <button
          key={format}
          type="button"
          class="button"
          aria-disabled={busy !== null}
          onClick={busy === null ? () => download(format) : undefined}
        >
          {busy === format ? <span class="spinner" aria-hidden="true" /> : <Icon name="download" />}
          <span>
            <span class="visually-hidden">Download all events as </span>
            {label}
          </span>
        </button>
      ))}
    </div>
  );
}

function nameOf({ first, last }: Days, format: ExportFormat): string {
  return `vitrine-events-${first}-to-${last}.${format}`;
}
