import type { Editor } from "../editing/editor.ts";
import { NumberField } from "./number-field.tsx";

/** How much room newcomers have to appear in. */
export function EntranceFields({ editor }: { readonly editor: Editor }) {
  const layout = editor.layout.value;
  const { entrance } = layout;
  return (
    <>
      <NumberField
        label="Newcomers spread over"
        unit="m"
        value={entrance.radius}
        min={0}
        max={20}
        step={0.1}
        onChange={(radius) =>
          editor.change("Entrance", { ...layout, entrance: { ...entrance, radius } }, "type entrance")
        }
      />
      <p class="soft small">The arrow shows which way they look first.</p>
    </>
  );
}
