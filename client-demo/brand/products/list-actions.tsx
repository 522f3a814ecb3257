import { useState } from "preact/hooks";
import { Icon } from "../../kit/icons.tsx";
import { saveFile } from "../../kit/save-file.ts";
import { useTask } from "../../kit/use-task.ts";
import { tableCalls } from "../session/session.ts";
import { ImportDialog } from "./import-dialog.tsx";
import { NewProductDialog } from "./new-product-dialog.tsx";

type ListActionsProps = { readonly currency: string; readonly onImported: () => void };

/** A new product, and all of them as a table, out and in. */
export function ListActions({ currency, onImported }: ListActionsProps) {
  const [dialog, setDialog] = useState<"new" | "import" | null>(null);
  const task = useTask(() => undefined);
  const close = () => setDialog(null);
  return (
    <div class="page-actions">
      <button
        type="button"
        class="button quiet"
        aria-disabled={task.isBusy}
        onClick={() => task.run(tableCalls.exportTable, (csv) => saveFile(csv, "vitrine-products.csv"))}
      >
        <Icon name="download" />
        Export
      </button>
      <button type="button" class="button quiet" onClick={() => setDialog("import")}>
        <Icon name="upload" />
        Import
      </button>
      <button type="button" class="button primary" onClick={() => setDialog("new")}>
        <Icon name="plus" />
        New product
      </button>
      {dialog === "new" ? <NewProductDialog currency={currency} onClose={close} /> : null}
      {dialog === "import" ? <ImportDialog onClose={close} onImported={onImported} /> : null}
    </div>
  );
}
