import { useState } from "preact/hooks";
import type { ImportedRow, ImportResult } from "../../../rooms/protocol/catalog-table.ts";

const TAGS = {
  error: { tone: "out", label: "Wrong" },
  create: { tone: "good", label: "New" },
  change: { tone: "low", label: "Changes" },
  same: { tone: "plain", label: "Same" },
} as const satisfies Record<ImportedRow["outcome"], { tone: string; label: string }>;
const ORDER: readonly ImportedRow["outcome"][] = ["error", "create", "change", "same"];
/** More would only make the page slow. */
const ROWS_SHOWN = 200;

/** What each row of a table would do: by kind, the wrong ones first. */
export function ImportPreview({ result: { counts, rows } }: { readonly result: ImportResult }) {
  const [kind, setKind] = useState(() => ORDER.find((outcome) => counts[outcome] > 0) ?? "same");
  const chosen = rows.filter(({ outcome }) => outcome === kind);
  return (
    <section class="import-preview" aria-label="What the table would do">
      <fieldset class="segments">
        <legend class="visually-hidden">Which rows</legend>
        {ORDER.map((outcome) => (
          <button
            key={outcome}
            type="button"
            class="segment numbers"
            aria-pressed={kind === outcome}
            disabled={counts[outcome] === 0}
            onClick={() => setKind(outcome)}
          >
            {TAGS[outcome].label} {counts[outcome]}
          </button>
        ))}
      </fieldset>
      <table class="data-table import-table">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Product</th>
            <th scope="col">SKU</th>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {chosen.slice(0, ROWS_SHOWN).map((row) => (
            <tr key={row.line}>
              <th scope="row" class="numbers">
                {row.line}
              </th>
              <td data-label="Product">{row.name}</td>
              <td data-label="SKU">{row.sku}</td>
              <td class={row.outcome === "error" ? "import-says wrong" : "import-says"}>{row.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {chosen.length > ROWS_SHOWN ? (
        <p class="soft small">
          The first {ROWS_SHOWN} of {chosen.length}.
        </p>
      ) : null}
    </section>
  );
}
