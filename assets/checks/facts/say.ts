/** A count for people: 113,388. */
export const sayCount = (count: number): string => Math.round(count).toLocaleString("en");

/** A size in decimal units: 3.13 MB. */
export function sayBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, "kB"] : [bytes / 1_000_000, "MB"];
  return `${Number(value.toPrecision(3)).toLocaleString("en")} ${unit}`;
}

/** A length with three digits, in the unit that suits it: 4.2 mm, 29.8 cm, 1.53 m. */
export function sayMetres(metres: number): string {
  const [value, unit] =
    metres >= 1 || metres === 0 ? [metres, "m"] : metres >= 0.01 ? [metres * 100, "cm"] : [metres * 1_000, "mm"];
  return `${Number(value.toPrecision(3)).toLocaleString("en", { maximumFractionDigits: 6 })} ${unit}`;
}

/** A share of one: 12 %, and less than that with one more digit. */
export const sayShare = (share: number): string => `${Number((share * 100).toPrecision(2))} %`;
