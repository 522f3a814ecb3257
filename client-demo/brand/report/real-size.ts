export type Extent = readonly [width: number, height: number, depth: number];

/** A unit that a file may have been written in by mistake; `factor` makes metres of it. */
export type FileUnit = { readonly name: string; readonly factor: number };

export const FILE_UNITS: readonly FileUnit[] = [
  { name: "millimetres", factor: 0.001 },
  { name: "centimetres", factor: 0.01 },
  { name: "inches", factor: 0.0254 },
  { name: "feet", factor: 0.3048 },
];

/** How far a side may be from what was declared and still be taken for the same. */
const TOLERANCE = 0.06;
/** No product of a showroom is larger; one of this size was exported in another unit. */
const LARGEST_M = 15;
/** From this number on millimetres are likelier than centimetres: a sofa is 2,200 mm, a lamp is 180 cm. */
const LIKELY_MM = 250;

/**
 * The unit that a file was most likely written in, or null when metres fit. With the declared size it is the unit that
 * makes the sides match, whichever way the model is turned; without it, only what is absurdly large is found out.
 */
export function guessUnit(extent: Extent, declared: Extent | null): FileUnit | null {
  if (declared)
    return matches(extent, declared, 1) ? null : unitThat(({ factor }) => matches(extent, declared, factor));
  const largest = Math.max(...extent);
  if (largest <= LARGEST_M) return null;
  return unitThat(({ name }) => name === (largest >= LIKELY_MM ? "millimetres" : "centimetres"));
}

function unitThat(fits: (unit: FileUnit) => boolean): FileUnit | null {
  return FILE_UNITS.find(fits) ?? null;
}

/** Whether the sides, put in order, are as declared when the file's unit is `factor` metres. */
export function matches(extent: Extent, declared: Extent, factor: number): boolean {
  const sorted = (sides: Extent) => [...sides].sort((one, other) => one - other);
  const wanted = sorted(declared);
  return sorted(extent).every((side, index) => {
    const want = wanted[index] ?? 0;
    return Math.abs(side * factor - want) <= Math.max(want * TOLERANCE, 0.01);
  });
}

/** "61 × 72 × 83 cm", in the unit in which people would say it. */
export function sizeInWords(extent: Extent): string {
  const largest = Math.max(...extent);
  const [unit, per] = largest < 0.05 ? ["mm", 1_000] : largest < 10 ? ["cm", 100] : ["m", 1];
  const digits = unit === "m" ? 1 : 0;
  const sides = extent.map((side) => (side * per).toLocaleString(undefined, { maximumFractionDigits: digits }));
  return `${sides.join(" × ")} ${unit}`;
}
