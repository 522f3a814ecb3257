import type { Fixture } from "../../../rooms/protocol/showroom.ts";
import type { Editor } from "../editing/editor.ts";
import { resizeFixture } from "../rules/supports.ts";
import { NumberField } from "./number-field.tsx";

type FixtureFieldsProps = { readonly editor: Editor; readonly fixture: Fixture };

const SIDES = [
  ["width", "Wide", 0.05, 20],
  ["depth", "Deep", 0.05, 20],
  ["height", "High", 0.02, 10],
] as const;

/** The size of a piece of furniture; what stands on it rises and sinks with it. */
export function FixtureFields({ editor, fixture }: FixtureFieldsProps) {
  const layout = editor.layout.value;
  return (
    <div class="field-row three">
      {SIDES.map(([side, label, min, max]) => (
        <NumberField
          key={side}
          label={label}
          unit="m"
          value={fixture[side]}
          min={min}
          max={max}
          step={0.05}
          onChange={(metres) =>
            editor.change("Size", resizeFixture(layout, fixture.id, { [side]: metres }), `type ${fixture.id} ${side}`)
          }
        />
      ))}
    </div>
  );
}
