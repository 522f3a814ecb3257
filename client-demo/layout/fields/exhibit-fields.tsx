import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement } from "../../../rooms/protocol/showroom.ts";
import type { Actions } from "../editing/actions.ts";
import { type Editor, newId } from "../editing/editor.ts";
import { liftExhibit, mountExhibit } from "../rules/add-things.ts";
import { replaceIn } from "../rules/edit-things.ts";
import type { Mount } from "../rules/supports.ts";
import { ChoiceField } from "./choice-field.tsx";
import { NumberField } from "./number-field.tsx";

type ExhibitFieldsProps = {
  readonly editor: Editor;
  readonly actions: Actions;
  readonly exhibit: ExhibitPlacement;
  readonly product: Product | undefined;
};

const MOUNTS: readonly (readonly [Mount, string])[] = [
  ["plinth", "On a plinth"],
  ["stage", "On a stage"],
  ["floor", "On the floor"],
  ["ceiling", "From the ceiling"],
];

/** How a product is shown: on what, how high, in which variant, and how far visitors may take it. */
export function ExhibitFields({ editor, actions, exhibit, product }: ExhibitFieldsProps) {
  const { id, mount, transform, limits } = exhibit;
  const layout = editor.layout.value;
  const series = `type ${id}`;
  const change = (label: string, to: Partial<ExhibitPlacement>) =>
    editor.change(
      label,
      replaceIn(layout, "exhibits", id, (each) => ({ ...each, ...to })),
      `${series} ${label}`,
    );
  const variants = product?.variants ?? [];
  return (
    <>
      <div class="field-row">
        <ChoiceField
          label="Stands"
          value={mount}
          choices={MOUNTS}
          onChange={(next) => editor.change("Mount", mountExhibit(layout, id, next, product, newId))}
        />
        <NumberField
          label="Height"
          unit="m"
          value={transform.y}
          min={0}
          max={20}
          step={0.05}
          onChange={(y) => editor.change("Height", liftExhibit(layout, id, y), `${series} height`)}
        />
      </div>
      {variants.length > 1 ? (
        <ChoiceField
          label="Shown first"
          value={exhibit.variantId ?? variants[0]?.id ?? ""}
          choices={variants.map((each) => [each.id, each.name] as const)}
          onChange={(variantId) => change("Variant", { variantId })}
        />
      ) : null}
      <div class="field-row">
        <NumberField
          label="Visitors may move it by"
          unit="m"
          value={limits.reach}
          min={0}
          max={10}
          step={0.1}
          onChange={(reach) => change("Reach", { limits: { ...limits, reach } })}
        />
        <NumberField
          label="and lift it by"
          unit="m"
          value={limits.lift}
          min={0}
          max={5}
          step={0.1}
          onChange={(lift) => change("Lift", { limits: { ...limits, lift } })}
        />
      </div>
      <button type="button" class="link-button" onClick={() => actions.addSpotlight()}>
        Aim a spotlight at it
      </button>
    </>
  );
}
