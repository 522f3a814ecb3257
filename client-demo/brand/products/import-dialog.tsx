import { useId, useState } from "preact/hooks";
import { z } from "zod";
import { type ImportedRow, type ImportResult, TABLE_MAX_BYTES } from "../../../rooms/protocol/catalog-table.ts";
import { Icon } from "../../kit/icons.tsx";
import { Modal } from "../../kit/modal.tsx";
import { showToast } from "../../kit/toasts.ts";
import { count } from "../../kit/wording.ts";
import { explainError } from "../../sdk/api-error.ts";
import { hasCode } from "../../sdk/http.ts";
import { tableCalls } from "../session/session.ts";
import { useFileDrop } from "../upload/use-file-drop.ts";
import { ImportPreview } from "./import-preview.tsx";

const lines = z.array(z.object({ line: z.int(), message: z.string() }));

type ImportDialogProps = { readonly onClose: () => void; readonly onImported: () => void };

/** Takes a table, shows what each of its rows would do, and does it when asked. */
export function ImportDialog({ onClose, onImported }: ImportDialogProps) {
  const [table, setTable] = useState<File | null>(null);
  const [preview, setPreview] = useState<ImportResult | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);

  const send = async (file: File, dryRun: boolean) => {
    setBusy(true);
    setProblem(null);
    try {
      const result = await tableCalls.importTable(file, dryRun);
      if (dryRun) setPreview(result);
      else {
        showToast(`The table is imported: ${inShort(result)}`, "success");
        onImported();
        onClose();
      }
    } catch (thrown) {
      setPreview(null);
      setProblem(explainRefusal(thrown));
    }
    setBusy(false);
  };
  const take = (file: File | undefined) => {
    if (!file || isBusy) return;
    setTable(file);
    setPreview(null);
    if (file.size > TABLE_MAX_BYTES) setProblem("The file is larger than 2 MB. Import it in parts.");
    else void send(file, true);
  };
  const isOver = useFileDrop((transfer) => take(transfer.files[0]));
  const canApply = preview !== null && preview.counts.error === 0 && preview.counts.create + preview.counts.change > 0;

  return (
    <Modal title="Import products" onClose={onClose} wide>
      <TableChoice isOver={isOver} isBusy={isBusy} fileName={table?.name ?? null} onChoose={take} />
      <p class="field-problem" role="alert">
        {problem}
      </p>
      {preview ? <ImportPreview result={preview} /> : null}
      {preview && table ? (
        <div class="note-actions">
          <button
            type="button"
            class="button primary"
            aria-disabled={!canApply || isBusy}
            onClick={canApply && !isBusy ? () => send(table, false) : undefined}
          >
            {isBusy ? "Working" : saidOfApply(preview)}
          </button>
          <button type="button" class="button" onClick={onClose}>
            Cancel
          </button>
        </div>
      ) : null}
    </Modal>
  );
}

type TableChoiceProps = {
  readonly isOver: boolean;
  readonly isBusy: boolean;
  readonly fileName: string | null;
  readonly onChoose: (file: File | undefined) => void;
};

function TableChoice({ isOver, isBusy, fileName, onChoose }: TableChoiceProps) {
  const id = useId();
  return (
    <div class={isOver ? "table-drop over" : "table-drop"}>
      <div class="upload-idle">
        <label class="button" for={id}>
          {isBusy ? <span class="spinner" aria-hidden="true" /> : <Icon name="upload" />}
          {fileName === null ? "Choose a CSV" : "Choose another CSV"}
        </label>
        <input
          id={id}
          class="visually-hidden file-input"
          type="file"
          accept=".csv,text/csv"
          onChange={(event) => {
            onChoose(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <p class="soft small">
          {fileName === null
            ? "Or drop it here. Begin with an export: it has all columns, and importing it unchanged changes nothing."
            : fileName}
        </p>
      </div>
    </div>
  );
}

function explainRefusal(thrown: unknown): string {
  const told = hasCode(thrown, "CSV_INVALID") ? lines.safeParse(thrown.details) : null;
  const [first] = told?.success ? told.data : [];
  return first ? `Line ${first.line}: ${first.message}` : explainError(thrown);
}

function saidOfApply({ counts }: ImportResult): string {
  if (counts.error > 0) return `Put ${count(counts.error, "row", "rows")} right first`;
  const rows = counts.create + counts.change;
  return rows === 0 ? "There is nothing to import" : `Import ${count(rows, "row", "rows")}`;
}

/** "3 added, 12 changed, 40 as they were". */
function inShort({ counts }: ImportResult): string {
  const words: readonly (readonly [ImportedRow["outcome"], string])[] = [
    ["error", "wrong"],
    ["create", "added"],
    ["change", "changed"],
    ["same", "as they are"],
  ];
  const parts = words.filter(([outcome]) => counts[outcome] > 0).map(([outcome, word]) => `${counts[outcome]} ${word}`);
  return parts.length === 0 ? "no rows" : parts.join(", ");
}
