import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Fixture, Wall } from "../../rooms/protocol/showroom.ts";
import type { Actions } from "./editing/actions.ts";
import { type Drop, useDrag } from "./use-drag.tsx";

type PaletteProps = {
  readonly products: ReadonlyMap<string, Product>;
  readonly placed: ReadonlySet<string>;
  readonly actions: Actions;
  /** Where on the floor something was dropped; null beside the stage. */
  readonly placeUnder: (x: number, y: number) => { x: number; z: number } | null;
};

const FURNITURE: readonly (readonly [Fixture["kind"], string])[] = [
  ["plinth", "Plinth"],
  ["stage", "Stage"],
  ["bench", "Bench"],
  ["planter", "Planter"],
  ["column", "Column"],
];

const WALLS: readonly (readonly [Wall["finish"], string])[] = [
  ["plaster", "Wall"],
  ["accent", "Colour wall"],
  ["glass", "Glass wall"],
];

/** What can be put into the room: a click puts it near the middle of the picture, a drag puts it where it is dropped. */
export function Palette({ products, placed, actions, placeUnder }: PaletteProps) {
  const onDrop = (add: Drop) => (x: number, y: number) => {
    const at = placeUnder(x, y);
    if (at) add(at);
  };
  const sorted = [...products.values()].sort((one, other) => one.name.localeCompare(other.name));
  return (
    <aside class="palette" aria-label="Add to the room">
      <h2>Products</h2>
      {sorted.length === 0 ? <p class="soft small">No products yet. Add them under Products first.</p> : null}
      <ul class="palette-products">
        {sorted.map((product) => (
          <li key={product.id}>
            <PaletteItem
              name={product.name}
              note={placed.has(product.id) ? "In the room" : ""}
              picture={<Thumbnail product={product} />}
              onAdd={() => actions.addProduct(product)}
              onDrop={onDrop((at) => actions.addProduct(product, at))}
            />
          </li>
        ))}
      </ul>
      <h2>Pieces</h2>
      <ul class="palette-pieces">
        {FURNITURE.map(([kind, name]) => (
          <li key={kind}>
            <PaletteItem
              name={name}
              onAdd={() => actions.addFixture(kind)}
              onDrop={onDrop((at) => actions.addFixture(kind, at))}
            />
          </li>
        ))}
        {WALLS.map(([finish, name]) => (
          <li key={finish}>
            <PaletteItem
              name={name}
              onAdd={() => actions.addWall(finish)}
              onDrop={onDrop((at) => actions.addWall(finish, at))}
            />
          </li>
        ))}
        <li>
          <PaletteItem
            name="Spotlight"
            onAdd={() => actions.addSpotlight()}
            onDrop={onDrop((at) => actions.addSpotlight(at))}
          />
        </li>
      </ul>
    </aside>
  );
}

type ItemProps = {
  readonly name: string;
  readonly note?: string;
  readonly picture?: preact.ComponentChildren;
  readonly onAdd: () => void;
  readonly onDrop: (x: number, y: number) => void;
};

function PaletteItem({ name, note = "", picture, onAdd, onDrop }: ItemProps) {
  const drag = useDrag(name, onDrop);
  return (
    <>
      <button
        type="button"
        class={picture ? "palette-item" : "palette-item bare"}
        onPointerDown={drag.onPointerDown}
        onClick={() => {
          // The click that ends a drag is not one.
          if (!drag.hasJustDropped()) onAdd();
        }}
      >
        {picture}
        <span class="palette-name">
          <span>
            <span class="visually-hidden">Add </span>
            {name}
          </span>
          {note === "" ? null : <span class="soft small">{note}</span>}
        </span>
      </button>
      {drag.ghost}
    </>
  );
}

/** The product's portrait, or its colour until there is one. */
function Thumbnail({ product }: { readonly product: Product }) {
  const picture = product.model?.outputs?.pictures[0]?.thumbnail;
  if (picture)
    return <img class="thumbnail" src={picture} alt="" width="44" height="44" loading="lazy" draggable={false} />;
  const swatch = product.variants[0]?.swatch;
  return (
    <span
      class="thumbnail letter"
      style={swatch ? { borderColor: swatch } : {}}
      data-letter={product.name.charAt(0)}
      aria-hidden="true"
    />
  );
}
