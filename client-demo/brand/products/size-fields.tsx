import { useId } from "preact/hooks";
import type { ProductDraft } from "./product-draft.ts";

type SizeFieldsProps = {
  readonly size: ProductDraft["size"];
  readonly problem: string | undefined;
  readonly onChange: (size: ProductDraft["size"]) => void;
};

/** How large the real thing is: models are checked against it. */
export function SizeFields({ size: [width, height, depth], problem, onChange }: SizeFieldsProps) {
  const id = useId();
  return (
    <fieldset class="field long size-fields" aria-describedby={`${id}-problem`}>
      <legend>Real size in cm, against which models are checked</legend>
      <div class="size-row">
        <Side label="Width" value={width} onInput={(value) => onChange([value, height, depth])} />
        <Side label="Height" value={height} onInput={(value) => onChange([width, value, depth])} />
        <Side label="Depth" value={depth} onInput={(value) => onChange([width, height, value])} />
      </div>
      <p id={`${id}-problem`} class="field-problem">
        {problem}
      </p>
    </fieldset>
  );
}

type SideProps = { readonly label: string; readonly value: string; readonly onInput: (value: string) => void };

function Side({ label, value, onInput }: SideProps) {
  return (
    <label class="size-side">
      <span class="soft small">{label}</span>
      <input
        class="input numbers"
        inputMode="decimal"
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </label>
  );
}
