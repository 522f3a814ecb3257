/** The middle of the values; null when there is none. */
export function median(values: readonly (number | null | undefined)[]): number | null {
  const known = values.filter((each) => typeof each === "number").sort((one, other) => one - other);
  const middle = known.length / 2;
  if (known.length === 0) return null;
  return Number.isInteger(middle) ? (known[middle - 1]! + known[middle]!) / 2 : known[Math.floor(middle)]!;
}
