import type { Spotlight } from "../../../rooms/protocol/showroom.ts";
import type { Editor } from "../editing/editor.ts";
import { replaceIn } from "../rules/edit-things.ts";
import { nameThing } from "../rules/things.ts";
import { ChoiceField } from "./choice-field.tsx";
import { NumberField } from "./number-field.tsx";

type SpotlightFieldsProps = { readonly editor: Editor; readonly lamp: Spotlight };

const WHITES = [
  ["2700", "Candle light (2,700 K)"],
  ["3200", "Warm (3,200 K)"],
  ["4000", "Neutral (4,000 K)"],
  ["5600", "Daylight (5,600 K)"],
] as const;

/** Where a lamp hangs, what it is aimed at, and its light. */
export function SpotlightFields({ editor, lamp }: SpotlightFieldsProps) {
  const layout = editor.layout.value;
  const change = (label: string, to: Partial<Spotlight>) =>
    editor.change(
      label,
      replaceIn(layout, "spotlights", lamp.id, (each) => ({ ...each, ...to })),
      `type ${lamp.id} ${label}`,
    );
  const targets = layout.exhibits.map(({ id, transform }) => {
    const name = nameThing(layout, { kind: "exhibits", id }, editor.products.value);
    return { id, name, at: { x: transform.x, y: Number((transform.y + 0.2).toFixed(2)), z: transform.z } };
  });
  const aimed = targets.find(({ at }) => Math.hypot(at.x - lamp.target.x, at.z - lamp.target.z) < 0.3);
  const nearest = WHITES.map(([kelvin]) => kelvin).sort(
    (one, other) => Math.abs(Number(one) - lamp.kelvin) - Math.abs(Number(other) - lamp.kelvin),
  )[0];
  return (
    <>
      <ChoiceField
        label="Aimed at"
        value={aimed?.id ?? ""}
        choices={[["", "A place on the floor"], ...targets.map(({ id, name }) => [id, name] as const)]}
        onChange={(id) => {
          const target = targets.find((each) => each.id === id)?.at;
          change("Aim", { target: target ?? { ...lamp.target, y: 0 } });
        }}
      />
      <ChoiceField
        label="White"
        value={nearest ?? "3200"}
        choices={WHITES}
        onChange={(kelvin) => change("White", { kelvin: Number(kelvin) })}
      />
      <div class="field-row three">
        <NumberField
          label="Bright"
          unit="%"
          value={Math.round(lamp.intensity * 100)}
          min={0}
          max={300}
          step={10}
          onChange={(percent) => change("Brightness", { intensity: percent / 100 })}
        />
        <NumberField
          label="Spread"
          unit="°"
          value={Math.round((lamp.spread * 360) / Math.PI)}
          min={10}
          max={136}
          step={2}
          onChange={(degrees) => change("Spread", { spread: (degrees * Math.PI) / 360 })}
        />
        <NumberField
          label="Hangs at"
          unit="m"
          value={lamp.y}
          min={0.3}
          max={20}
          step={0.1}
          onChange={(y) => change("Height", { y })}
        />
      </div>
    </>
  );
}
