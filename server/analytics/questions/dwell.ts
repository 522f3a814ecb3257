/** Time spent: every single stay in milliseconds. */
export type Stays = number[];

export type DwellSummary = { readonly totalMs: number; readonly medianMs: number; readonly visits: number };

/** Total and median of the stays, and how many they are. All zero for none. */
export function summariseStays(stays: readonly number[]): DwellSummary {
  const totalMs = stays.reduce((total, stay) => total + stay, 0);
  return { totalMs, medianMs: medianOf(stays), visits: stays.length };
}

/** The exact median; between two middle values their mean, rounded to whole milliseconds with halves up. 0 for none. */
export function medianOf(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  if (sorted.length % 2 === 1) return upper;
  return Math.round(((sorted[middle - 1] ?? 0) + upper) / 2);
}
