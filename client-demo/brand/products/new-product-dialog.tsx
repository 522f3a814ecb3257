import { useState } from "preact/hooks";
import { productEdit } from "../../../rooms/protocol/catalog.ts";
import { Modal } from "../../kit/modal.tsx";
import { parsePrice } from "../../kit/price.ts";
import { useTask } from "../../kit/use-task.ts";
import { addressOfProduct } from "../session/places.ts";
import { brandApi } from "../session/session.ts";
import { EditField } from "./edit-field.tsx";

type Fields = Readonly<Record<"name" | "category" | "variant" | "sku" | "price" | "currency", string>>;
type Problems = Readonly<Partial<Record<keyof Fields, string>>>;

const LABELS: readonly (readonly [keyof Fields, string])[] = [
  ["name", "Name"],
  ["category", "Category"],
  ["variant", "First variant, such as Oak"],
  ["sku", "SKU"],
  ["price", "Price"],
  ["currency", "Currency"],
];

type NewProductDialogProps = { readonly currency: string; readonly onClose: () => void };

/** Asks for as little as a product needs; everything else is on its page. */
export function NewProductDialog({ currency, onClose }: NewProductDialogProps) {
  const [fields, setFields] = useState<Fields>({ name: "", category: "", variant: "", sku: "", price: "", currency });
  const [problems, setProblems] = useState<Problems>({});
  const task = useTask(onClose);
  const create = (event: Event) => {
    event.preventDefault();
    const read = readFields(fields);
    setProblems(read.ok ? {} : read.problems);
    if (!read.ok) return;
    task.run(
      () => brandApi.createProduct(read.edit),
      (made) => {
        location.hash = addressOfProduct(made.id);
      },
    );
  };
  return (
    <Modal title="New product" onClose={onClose}>
      <form class="dialog-form" onSubmit={create} noValidate>
        <div class="edit-fields">
          {LABELS.map(([field, label]) => (
            <EditField
              key={field}
              label={label}
              value={fields[field]}
              problem={problems[field]}
              onInput={(value) => setFields({ ...fields, [field]: value })}
            />
          ))}
        </div>
        <button type="submit" class="button primary" aria-disabled={task.isBusy}>
          {task.isBusy ? "Adding" : "Add it"}
        </button>
      </form>
    </Modal>
  );
}

function readFields(fields: Fields) {
  const problems: Partial<Record<keyof Fields, string>> = {};
  const currency = fields.currency.trim().toUpperCase();
  const isCurrency = /^[A-Z]{3}$/.test(currency);
  const priceMinor = isCurrency ? parsePrice(fields.price, currency) : 0;
  if (priceMinor === null) problems.price = "Write a price such as 129.00";
  if (!isCurrency) problems.currency = "A code such as EUR";
  if (fields.variant.trim() === "") problems.variant = "Write something here";
  if (fields.name.trim() === "") problems.name = "Write something here";
  if (fields.category.trim() === "") problems.category = "Write something here";
  const id = `v_${crypto.randomUUID().slice(0, 13)}`;
  const sku = fields.sku.trim();
  const variant = { id, sku, name: fields.variant, priceMinor: priceMinor ?? 0, currency, stock: 0 };
  const { name, category } = fields;
  const parsed = productEdit.safeParse({ name, category, tagline: "", description: "", variants: [variant] });
  if (!/^[A-Za-z0-9._-]{1,64}$/.test(sku)) problems.sku = "1–64 letters, digits, dots, dashes, underscores";
  const isFine = Object.keys(problems).length === 0;
  return parsed.success && isFine
    ? ({ ok: true, edit: parsed.data } as const)
    : ({ ok: false, problems: isFine ? { name: "This is too long" } : problems } as const);
}
