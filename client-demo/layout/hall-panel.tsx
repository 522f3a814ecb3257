import { useState } from "preact/hooks";
import { buildRoom } from "../../rooms/layout/room-presets.ts";
import type { RoomPreset } from "../../rooms/protocol/showroom.ts";
import type { Editor } from "./editing/editor.ts";
import { ChoiceField } from "./fields/choice-field.tsx";
import { NumberField } from "./fields/number-field.tsx";
import { PRESET_NAMES } from "./preset-names.ts";
import { changeRoom, resizeHall } from "./rules/change-hall.ts";

/** The size of the hall, and other halls to put everything into. */
export function HallPanel({ editor }: { readonly editor: Editor }) {
  const layout = editor.layout.value;
  const { width, depth, height } = layout;
  const [preset, setPreset] = useState<RoomPreset>("open-hall");
  const resize = (side: string, next: readonly [number, number, number]) =>
    editor.change("Size of the hall", resizeHall(layout, ...next), `hall ${side}`);
  return (
    <details class="hall-panel">
      <summary>The hall</summary>
      <div class="stack">
        <div class="field-row three">
          <NumberField
            label="Wide"
            unit="m"
            value={width}
            min={4}
            max={256}
            step={0.5}
            onChange={(next) => resize("width", [next, depth, height])}
          />
          <NumberField
            label="Deep"
            unit="m"
            value={depth}
            min={4}
            max={256}
            step={0.5}
            onChange={(next) => resize("depth", [width, next, height])}
          />
          <NumberField
            label="High"
            unit="m"
            value={height}
            min={2.2}
            max={20}
            step={0.1}
            onChange={(next) => resize("height", [width, depth, next])}
          />
        </div>
        <ChoiceField label="Walls of a preset" value={preset} choices={PRESET_NAMES} onChange={setPreset} />
        <button
          type="button"
          class="button"
          onClick={() => editor.change("Other walls", changeRoom(layout, buildRoom(preset)))}
        >
          Use these walls
        </button>
        <p class="soft small">Walls and entrance are replaced, everything else stays. Undo brings them back.</p>
      </div>
    </details>
  );
}
