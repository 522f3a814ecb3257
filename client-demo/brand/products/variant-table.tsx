import type { Product } from "../../../rooms/protocol/catalog.ts";
import { Icon } from "../../kit/icons.tsx";
import type { DraftProblems, VariantDraft } from "./product-draft.ts";
import { VariantFitNotes } from "./variant-fit-notes.tsx";

/** A product has no more. */
const MOST_VARIANTS = 50;
const NO_SWATCH = "#cccccc";

type VariantTableProps = {
  readonly product: Product;
  readonly drafts: readonly VariantDraft[];
  readonly problems: DraftProblems;
  readonly onChange: (drafts: readonly VariantDraft[]) => void;
  readonly onAdd: () => void;
};

/** Every variant that is sold: what it is called and costs, how many are left, and how the model shows it. */
export function VariantTable({ product, drafts, problems, onChange, onAdd }: VariantTableProps) {
  const currency = product.variants[0]?.currency ?? "";
  return (
    <section class="variants-edit" aria-label="Variants">
      <h3>Variants</h3>
      <ul class="variant-rows">
        {drafts.map((draft, index) => (
          <VariantRow
            key={draft.id}
            {...{ product, draft, currency, problems }}
            canRemove={drafts.length > 1}
            onChange={(field) => onChange(drafts.with(index, { ...draft, ...field }))}
            onRemove={() => onChange(drafts.toSpliced(index, 1))}
          />
        ))}
      </ul>
      {drafts.length < MOST_VARIANTS ? (
        <button type="button" class="button quiet add-variant" onClick={onAdd}>
          <Icon name="plus" />
          Add a variant
        </button>
      ) : null}
      <VariantFitNotes product={product} drafts={drafts} onChange={onChange} />
    </section>
  );
}

type VariantRowProps = {
  readonly product: Product;
  readonly draft: VariantDraft;
  readonly currency: string;
  readonly problems: DraftProblems;
  readonly canRemove: boolean;
  readonly onChange: (field: Partial<VariantDraft>) => void;
  readonly onRemove: () => void;
};

function VariantRow({ product, draft, currency, problems, canRemove, onChange, onRemove }: VariantRowProps) {
  const called = draft.name === "" ? "the new variant" : draft.name;
  return (
    <li class="variant-row">
      <input
        type="color"
        class="swatch-field"
        aria-label={`Colour of ${called}`}
        value={draft.swatch === "" ? NO_SWATCH : draft.swatch}
        onInput={(event) => onChange({ swatch: event.currentTarget.value })}
      />
      <Cell
        title="Name"
        label={`Name of ${called}`}
        value={draft.name}
        problem={problems[`variant ${draft.id}`]}
        onInput={(name) => onChange({ name })}
      />
      <Cell
        title="SKU"
        label={`SKU of ${called}`}
        value={draft.sku}
        problem={problems[`sku ${draft.id}`]}
        onInput={(sku) => onChange({ sku })}
      />
      <Cell
        title={`Price in ${currency}`}
        label={`Price of ${called} in ${currency}`}
        value={draft.price}
        problem={problems[`price ${draft.id}`]}
        isNumber
        onInput={(price) => onChange({ price })}
      />
      <Cell
        title="Stock"
        label={`Stock of ${called}`}
        value={draft.stock}
        problem={problems[`stock ${draft.id}`]}
        isNumber
        onInput={(stock) => onChange({ stock })}
      />
      <ShownAs product={product} draft={draft} called={called} onChange={onChange} />
      <button
        type="button"
        class="icon-button"
        aria-label={`Remove ${called}`}
        disabled={!canRemove}
        onClick={onRemove}
      >
        <Icon name="bin" />
      </button>
    </li>
  );
}

type CellProps = {
  readonly title: string;
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isNumber?: boolean;
  readonly onInput: (value: string) => void;
};

function Cell({ title, label, value, problem, isNumber = false, onInput }: CellProps) {
  return (
    <div class={isNumber ? "variant-field number" : "variant-field"}>
      <span class="variant-title small" aria-hidden="true">
        {title}
      </span>
      <input
        class={isNumber ? "input numbers" : "input"}
        inputMode={isNumber ? "decimal" : "text"}
        aria-label={label}
        aria-invalid={problem !== undefined}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {problem ? <p class="field-problem">{problem}</p> : null}
    </div>
  );
}

type ShownAsProps = Pick<VariantRowProps, "product" | "draft" | "onChange"> & { readonly called: string };

/** Which of the model's variants shows this one. */
function ShownAs({ product: { model }, draft, called, onChange }: ShownAsProps) {
  const names = model?.measures.materialVariants ?? [];
  const picture = model?.outputs?.pictures.find(({ materialVariant }) => materialVariant === draft.materialVariant);
  const isMissing = draft.materialVariant !== "" && !names.includes(draft.materialVariant);
  return (
    <div class="variant-field">
      <span class="variant-title small" aria-hidden="true">
        Shown as
      </span>
      <div class="shown-as">
        <select
          class="input"
          aria-label={`What the model shows for ${called}`}
          aria-invalid={isMissing}
          disabled={names.length === 0 && !isMissing}
          value={draft.materialVariant}
          onChange={(event) => onChange({ materialVariant: event.currentTarget.value })}
        >
          <option value="">{names.length === 0 ? "The model" : "Not mapped"}</option>
          {isMissing ? <option value={draft.materialVariant}>{draft.materialVariant} (not in the model)</option> : null}
          {names.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
        {picture ? <img class="shown-picture" src={picture.thumbnail} alt="" width={44} height={44} /> : null}
      </div>
    </div>
  );
}
