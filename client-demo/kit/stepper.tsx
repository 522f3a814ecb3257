import { Icon } from "./icons.tsx";

type StepperProps = {
  /** What is counted, for the names of the buttons: "Arc lamp". */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly onChange: (value: number) => void;
};

/** Chooses a whole number with two buttons. */
export function Stepper({ label, value, min, max, onChange }: StepperProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would announce a form section; this is one control
    <div class="stepper" role="group" aria-label={`Quantity of ${label}`}>
      <button
        type="button"
        class="icon-button"
        aria-label={`One ${label} less`}
        disabled={value <= min}
        onClick={() => onChange(value - 1)}
      >
        <Icon name="minus" />
      </button>
      <output aria-live="polite">{value}</output>
      <button
        type="button"
        class="icon-button"
        aria-label={`One ${label} more`}
        disabled={value >= max}
        onClick={() => onChange(value + 1)}
      >
        <Icon name="plus" />
      </button>
    </div>
  );
}
