import { THING_KINDS, type ThingKind } from "../../rooms/layout/layout-problems.ts";
import { Icon } from "../kit/icons.tsx";
import type { Actions } from "./editing/actions.ts";
import type { Editor } from "./editing/editor.ts";
import { ENTRANCE, nameThing, placeOf, type Thing } from "./rules/things.ts";

type ThingListProps = { readonly editor: Editor; readonly actions: Actions };

const TITLES: Readonly<Record<ThingKind, string>> = {
  exhibits: "Products",
  fixtures: "Furniture",
  walls: "Walls",
  spotlights: "Spotlights",
};

/** Everything in the room, to be chosen without a mouse. */
export function ThingList({ editor, actions }: ThingListProps) {
  const layout = editor.layout.value;
  return (
    <section class="thing-list stack" aria-label="Everything in the room">
      <Row editor={editor} actions={actions} thing={ENTRANCE} />
      {THING_KINDS.filter((kind) => layout[kind].length > 0).map((kind) => (
        <details key={kind} open={kind === "exhibits"}>
          <summary>
            {TITLES[kind]} <span class="soft numbers">{layout[kind].length}</span>
          </summary>
          <ul>
            {layout[kind].map(({ id }) => (
              <li key={id}>
                <Row editor={editor} actions={actions} thing={{ kind, id }} />
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}

function Row({ editor, actions, thing }: ThingListProps & { readonly thing: Thing }) {
  const layout = editor.layout.value;
  const place = placeOf(layout, thing);
  const verdict = editor.verdicts.value.find((each) => each.thing.kind === thing.kind && each.thing.id === thing.id);
  return (
    <button type="button" class="thing-row" onClick={() => actions.choose(thing)}>
      <span class="thing-name">{nameThing(layout, thing, editor.products.value)}</span>
      {verdict ? (
        <span class={verdict.severity === "error" ? "tag out" : "tag low"}>
          <Icon name="warning" />
          <span class="visually-hidden">{verdict.text}</span>
        </span>
      ) : null}
      <span class="soft small numbers">{place ? `${place.x.toFixed(1)}, ${place.z.toFixed(1)}` : ""}</span>
    </button>
  );
}
