import { useId } from "preact/hooks";

type EditFieldProps = {
  readonly label: string;
  readonly value: string;
  readonly problem: string | undefined;
  readonly isLong?: boolean;
  readonly onInput: (value: string) => void;
};

/** A labelled field that says below itself what is wrong with it. */
export function EditField({ label, value, problem, isLong = false, onInput }: EditFieldProps) {
  const id = useId();
  const common = {
    id,
    class: "input",
    value,
    "aria-invalid": problem !== undefined,
    "aria-describedby": `${id}-problem`,
  };
  return (
    <div class={isLong ? "field long" : "field"}>
      <label for={id}>{label}</label>
      {isLong ? (
        <textarea {...common} onInput={(event) => onInput(event.currentTarget.value)} />
      ) : (
        <input {...common} onInput={(event) => onInput(event.currentTarget.value)} />
      )}
      <p id={`${id}-problem`} class="field-problem">
        {problem}
      </p>
    </div>
  );
}
