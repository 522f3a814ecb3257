import { useId, useState } from "preact/hooks";

type CopyFieldProps = { readonly label: string; readonly text: string };

/** A text to take along, with a button that copies it. */
export function CopyField({ label, text }: CopyFieldProps) {
  const [isCopied, setCopied] = useState(false);
  const id = useId();
  const copy = async () => {
    // Without a secure connection browsers refuse: the text is selected, and the keyboard does it.
    await navigator.clipboard?.writeText(text).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="copy-field">
        <input id={id} class="input" readOnly value={text} onFocus={(event) => event.currentTarget.select()} />
        <button type="button" class="button" onClick={copy}>
          {isCopied ? "Copied" : "Copy"}
        </button>
      </div>
    </div>
  );
}
