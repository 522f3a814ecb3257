import { useEffect, useId, useState } from "preact/hooks";

type NumberFieldProps = {
  readonly label: string;
  readonly unit: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly onChange: (value: number) => void;
};

/** A number that may be typed, or counted up and down with the arrow keys; it counts once it is a good one. */
export function NumberField({ label, unit, value, min, max, step, onChange }: NumberFieldProps) {
  const id = useId();
  const shown = format(value);
  const [text, setText] = useState(shown);
  useEffect(() => setText(shown), [shown]);
  const read = (typed: string) => {
    setText(typed);
    const number = Number(typed.replace(",", "."));
    if (typed.trim() !== "" && Number.isFinite(number) && number >= min && number <= max && number !== value) {
      onChange(number);
    }
  };
  return (
    <div class="number-field">
      <label for={id}>{label}</label>
      <span class="number-box">
        <input
          id={id}
          class="input numbers"
          type="number"
          inputMode="decimal"
          min={min}
          max={max}
          step={step}
          value={text}
          onInput={(event) => read(event.currentTarget.value)}
          onBlur={() => setText(shown)}
        />
        <span class="unit soft small" aria-hidden="true">
          {unit}
        </span>
      </span>
    </div>
  );
}

function format(value: number): string {
  return String(Number(value.toFixed(3)));
}
