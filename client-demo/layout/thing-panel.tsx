import { useEffect, useRef } from "preact/hooks";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { Icon } from "../kit/icons.tsx";
import type { Actions } from "./editing/actions.ts";
import type { Editor } from "./editing/editor.ts";
import { EntranceFields } from "./fields/entrance-fields.tsx";
import { ExhibitFields } from "./fields/exhibit-fields.tsx";
import { FixtureFields } from "./fields/fixture-fields.tsx";
import { PlaceFields } from "./fields/place-fields.tsx";
import { SpotlightFields } from "./fields/spotlight-fields.tsx";
import { WallFields } from "./fields/wall-fields.tsx";
import { findExhibit, findFixture, findSpotlight, findWall, nameThing, type Thing } from "./rules/things.ts";

type ThingPanelProps = { readonly editor: Editor; readonly actions: Actions; readonly thing: Thing };

/** Everything about what is chosen, in numbers and choices. */
export function ThingPanel({ editor, actions, thing }: ThingPanelProps) {
  const layout = editor.layout.value;
  const name = nameThing(layout, thing, editor.products.value);
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    // The list that was used to choose it is gone: the keyboard goes on here.
    if (document.activeElement === document.body) panel.current?.focus({ preventScroll: true });
  }, [thing]);
  return (
    <section class="thing-panel stack" aria-label={`${name}, chosen`} tabIndex={-1} ref={panel}>
      <header class="thing-head">
        <h2>{name}</h2>
        <button type="button" class="icon-button" aria-label="Back to the list" onClick={() => actions.choose(null)}>
          <Icon name="close" />
        </button>
      </header>
      <NudgePad actions={actions} />
      <PlaceFields editor={editor} thing={thing} />
      <OwnFields editor={editor} actions={actions} thing={thing} />
      {thing.kind === "entrance" ? null : (
        <div class="thing-actions">
          <button type="button" class="button" onClick={actions.duplicate}>
            Duplicate
          </button>
          <button type="button" class="button" onClick={actions.remove}>
            <Icon name="bin" />
            Remove
          </button>
        </div>
      )}
    </section>
  );
}

function OwnFields({ editor, actions, thing }: ThingPanelProps) {
  const layout = editor.layout.value;
  const exhibit = thing.kind === "exhibits" ? findExhibit(layout, thing.id) : undefined;
  const fixture = thing.kind === "fixtures" ? findFixture(layout, thing.id) : undefined;
  const wall = thing.kind === "walls" ? findWall(layout, thing.id) : undefined;
  const lamp = thing.kind === "spotlights" ? findSpotlight(layout, thing.id) : undefined;
  if (exhibit) {
    const product: Product | undefined = editor.products.value.get(exhibit.productId);
    return <ExhibitFields editor={editor} actions={actions} exhibit={exhibit} product={product} />;
  }
  if (fixture) return <FixtureFields editor={editor} fixture={fixture} />;
  if (wall) return <WallFields editor={editor} wall={wall} />;
  if (lamp) return <SpotlightFields editor={editor} lamp={lamp} />;
  return <EntranceFields editor={editor} />;
}

/** Moves and turns by a finger, for hands without a mouse or keys. */
function NudgePad({ actions }: { readonly actions: Actions }) {
  return (
    <fieldset class="nudge-pad" aria-label="Move and turn">
      <button type="button" class="icon-button" aria-label="Turn left" onClick={() => actions.turnBy(1, false)}>
        <Icon name="turnLeft" />
      </button>
      <button type="button" class="icon-button" aria-label="Move left" onClick={() => actions.nudge(-1, 0, false)}>
        <Icon name="arrowLeft" />
      </button>
      <button type="button" class="icon-button" aria-label="Move away" onClick={() => actions.nudge(0, 1, false)}>
        <Icon name="arrowUp" />
      </button>
      <button type="button" class="icon-button" aria-label="Move nearer" onClick={() => actions.nudge(0, -1, false)}>
        <Icon name="arrowDown" />
      </button>
      <button type="button" class="icon-button" aria-label="Move right" onClick={() => actions.nudge(1, 0, false)}>
        <Icon name="arrowRight" />
      </button>
      <button type="button" class="icon-button" aria-label="Turn right" onClick={() => actions.turnBy(-1, false)}>
        <Icon name="turnRight" />
      </button>
    </fieldset>
  );
}
