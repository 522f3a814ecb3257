import type { Wall } from "../../../rooms/protocol/showroom.ts";
import type { Editor } from "../editing/editor.ts";
import { layWall, replaceIn } from "../rules/edit-things.ts";
import { lengthOf, placeOf } from "../rules/things.ts";
import { ChoiceField } from "./choice-field.tsx";
import { NumberField } from "./number-field.tsx";

type WallFieldsProps = { readonly editor: Editor; readonly wall: Wall };

const FINISHES = [
  ["plaster", "Plaster"],
  ["accent", "Colour"],
  ["glass", "Glass"],
] as const;

/** How long, high and thick a wall is, and what it is made of. */
export function WallFields({ editor, wall }: WallFieldsProps) {
  const layout = editor.layout.value;
  const change = (label: string, to: (each: Wall) => Wall) =>
    editor.change(label, replaceIn(layout, "walls", wall.id, to), `type ${wall.id} ${label}`);
  const stretch = (length: number) => {
    const place = placeOf(layout, { kind: "walls", id: wall.id });
    if (place) change("Length", (each) => layWall(each, place, length));
  };
  return (
    <>
      <div class="field-row three">
        <NumberField label="Long" unit="m" value={lengthOf(wall)} min={0.1} max={256} step={0.1} onChange={stretch} />
        <NumberField
          label="High"
          unit="m"
          value={wall.height}
          min={0.1}
          max={20}
          step={0.1}
          onChange={(height) => change("Height", (each) => ({ ...each, height }))}
        />
        <NumberField
          label="Thick"
          unit="m"
          value={wall.thickness}
          min={0.02}
          max={2}
          step={0.02}
          onChange={(thickness) => change("Thickness", (each) => ({ ...each, thickness }))}
        />
      </div>
      <ChoiceField
        label="Made of"
        value={wall.finish}
        choices={FINISHES}
        onChange={(finish) => change("Finish", (each) => ({ ...each, finish }))}
      />
    </>
  );
}
