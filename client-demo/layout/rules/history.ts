/** Everything that was done to something, to be undone and done again without a limit. */
export type History<State> = {
  readonly present: State;
  readonly past: readonly Step<State>[];
  readonly future: readonly Step<State>[];
};

/** What there was before (or after) a change, and what the change is called. */
type Step<State> = { readonly state: State; readonly label: string; readonly series: string | null };

export function beginHistory<State>(present: State): History<State> {
  return { present, past: [], future: [] };
}

/**
 * Takes a change. Those of one `series`, such as the moves of one drag or the presses of one arrow key, are undone
 * together. A change that changes nothing is no step.
 */
export function takeStep<State>(
  history: History<State>,
  next: State,
  label: string,
  series: string | null = null,
): History<State> {
  if (next === history.present) return history;
  const last = history.past.at(-1);
  const goesOn = series !== null && last?.series === series && history.future.length === 0;
  const past = goesOn ? history.past : [...history.past, { state: history.present, label, series }];
  return { present: next, past, future: [] };
}

/** Ends a series: the next change is a step of its own. */
export function endSeries<State>(history: History<State>): History<State> {
  const last = history.past.at(-1);
  if (!last || last.series === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, series: null }] };
}

export function undo<State>({ present, past, future }: History<State>): History<State> {
  const last = past.at(-1);
  if (!last) return { present, past, future };
  return {
    present: last.state,
    past: past.slice(0, -1),
    future: [...future, { state: present, label: last.label, series: null }],
  };
}

export function redo<State>({ present, past, future }: History<State>): History<State> {
  const next = future.at(-1);
  if (!next) return { present, past, future };
  return {
    present: next.state,
    past: [...past, { state: present, label: next.label, series: null }],
    future: future.slice(0, -1),
  };
}
