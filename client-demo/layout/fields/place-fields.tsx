import type { Editor } from "../editing/editor.ts";
import { moveThing, turnThing } from "../rules/edit-things.ts";
import { placeOf, type Thing } from "../rules/things.ts";
import { NumberField } from "./number-field.tsx";

type PlaceFieldsProps = { readonly editor: Editor; readonly thing: Thing };

/** Where a thing is on the floor and how it is turned. */
export function PlaceFields({ editor, thing }: PlaceFieldsProps) {
  const layout = editor.layout.value;
  const place = placeOf(layout, thing);
  if (!place) return null;
  const { x, z, yaw } = place;
  const move = (to: { x: number; z: number }) =>
    editor.change("Move", moveThing(layout, thing, to), `type ${thing.kind} ${thing.id}`);
  const turn = (degrees: number) =>
    editor.change("Turn", turnThing(layout, thing, (degrees * Math.PI) / 180), `type turn ${thing.kind} ${thing.id}`);
  return (
    <div class="field-row three">
      <NumberField
        label="Across"
        unit="m"
        value={x}
        min={-128}
        max={128}
        step={0.1}
        onChange={(to) => move({ x: to, z })}
      />
      <NumberField
        label="Along"
        unit="m"
        value={z}
        min={-128}
        max={128}
        step={0.1}
        onChange={(to) => move({ x, z: to })}
      />
      <NumberField
        label="Turned"
        unit="°"
        value={Math.round((yaw * 180) / Math.PI)}
        min={-180}
        max={180}
        step={15}
        onChange={turn}
      />
    </div>
  );
}
