import type { Product, Variant } from "../../../rooms/protocol/catalog.ts";
import type { DraftProblems, VariantDraft } from "./product-draft.ts";

type VariantTableProps = {
  readonly product: Product;
  readonly drafts: readonly VariantDraft[];
  readonly problems: DraftProblems;
  readonly onChange: (drafts: readonly VariantDraft[]) => void;
};

/** Price and stock of every variant. */
export function VariantTable({ product, drafts, problems, onChange }: VariantTableProps) {
  const currency = product.variants[0]?.currency ?? "";
  return (
    <table class="variant-table">
      <thead>
        <tr>
          <th scope="col">Variant</th>
          <th scope="col">Price in {currency}</th>
          <th scope="col">Stock</th>
        </tr>
      </thead>
      <tbody>
        {drafts.map((draft, index) => {
          const variant = product.variants[index];
          const change = (field: Partial<VariantDraft>) => onChange(drafts.with(index, { ...draft, ...field }));
          return variant ? (
            <tr key={draft.id}>
              <VariantName variant={variant} />
              <NumberCell
                label={`Price of ${variant.name} in ${currency}`}
                value={draft.price}
                problem={problems[`price ${draft.id}`]}
                onInput={(price) => change({ price })}
              />
              <NumberCell
                label={`Stock of ${variant.name}`}
                value={draft.stock}
                problem={problems[`stock ${draft.id}`]}
                onInput={(stock) => change({ stock })}
              />
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}

function VariantName({ variant }: { readonly variant: Variant }) {
  return (
    <th scope="row">
      <span class="variant-cell">
        <span class="swatch" style={variant.swatch ? { background: variant.swatch } : {}} aria-hidden="true" />
        <span>
          {variant.name}
          <span class="soft small sku">{variant.sku}</span>
        </span>
      </span>
    </th>
  );
}

type NumberCellProps = {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly onInput: (value: string) => void;
};

function NumberCell({ label, value, problem, onInput }: NumberCellProps) {
  return (
    <td>
      <input
        class="input numbers"
        inputMode="decimal"
        aria-label={label}
        aria-invalid={problem !== undefined}
        title={problem ?? ""}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {problem ? <p class="field-problem">{problem}</p> : null}
    </td>
  );
}
