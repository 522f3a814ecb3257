import { EditField } from "./edit-field.tsx";
import type { DraftProblems, ProductDraft } from "./product-draft.ts";
import { SizeFields } from "./size-fields.tsx";

type Word = "name" | "category" | "tagline" | "description";

const WORDS: readonly (readonly [Word, string])[] = [
  ["name", "Name"],
  ["category", "Category"],
  ["tagline", "One line about it"],
  ["description", "Description"],
];

type WordFieldsProps = {
  readonly draft: ProductDraft;
  readonly problems: DraftProblems;
  readonly onChange: (draft: ProductDraft) => void;
};

/** What a product is called, what is said about it, and how large it is. */
export function WordFields({ draft, problems, onChange }: WordFieldsProps) {
  return (
    <div class="edit-fields">
      {WORDS.map(([field, label]) => (
        <EditField
          key={field}
          label={label}
          value={draft[field]}
          problem={problems[field]}
          isLong={field === "description"}
          onInput={(value) => onChange({ ...draft, [field]: value })}
        />
      ))}
      <SizeFields
        size={draft.size}
        problem={problems.size ?? problems.sizeMetres}
        onChange={(size) => onChange({ ...draft, size })}
      />
    </div>
  );
}
