import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { beginHistory, endSeries, type History, redo, takeStep, undo } from "../rules/history.ts";
import { judgeLayout, type Verdict } from "../rules/judge-layout.ts";
import { hasThing, type Thing } from "../rules/things.ts";

export type View = "orbit" | "top";

/** One layout being edited: everything that the page and the stage show of it. */
export type Editor = {
  readonly history: ReadonlySignal<History<ShowroomLayout>>;
  readonly layout: ReadonlySignal<ShowroomLayout>;
  readonly products: Signal<ReadonlyMap<string, Product>>;
  readonly selected: Signal<Thing | null>;
  readonly view: Signal<View>;
  readonly verdicts: ReadonlySignal<readonly Verdict[]>;
  /** Changes the layout as one step, or as part of a series that is undone together. */
  change(label: string, next: ShowroomLayout, series?: string): void;
  /** Ends a series of changes, such as a drag. */
  rest(): void;
  undo(): void;
  redo(): void;
};

export function createEditor(
  layout: ShowroomLayout,
  products: ReadonlyMap<string, Product>,
  onChange: (layout: ShowroomLayout) => void,
): Editor {
  const history = signal(beginHistory(layout));
  const present = computed(() => history.value.present);
  const sold = signal(products);
  const selected = signal<Thing | null>(null);
  const go = (next: History<ShowroomLayout>) => {
    const before = history.value.present;
    history.value = next;
    if (next.present === before) return;
    if (selected.value && !hasThing(next.present, selected.value)) selected.value = null;
    onChange(next.present);
  };
  return {
    history,
    layout: present,
    products: sold,
    selected,
    view: signal<View>("orbit"),
    verdicts: computed(() => judgeLayout(present.value, sold.value)),
    change: (label, next, series) => go(takeStep(history.value, next, label, series ?? null)),
    rest: () => go(endSeries(history.value)),
    undo: () => go(undo(history.value)),
    redo: () => go(redo(history.value)),
  };
}

/** An id that no two editors come to at once. */
export function newId(base: string): string {
  const random = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
  return `${base.slice(0, 48)}-${random.toString(36)}`;
}
