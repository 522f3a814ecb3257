/** A direction to look from. `turn` is degrees around the vertical from the front (+Z), counter-clockwise as seen from above; `rise` is degrees above the horizon. */
export type View = { readonly name: string; readonly turn: number; readonly rise: number };

/** The four sides of a model, seen from a little above: where original and optimised are compared. */
export const FOUR_SIDES: readonly View[] = [
  { name: "front", turn: 0, rise: 12 },
  { name: "right", turn: 90, rise: 12 },
  { name: "back", turn: 180, rise: 12 },
  { name: "left", turn: 270, rise: 12 },
];

/** How products are shown in catalogues: from the front, turned a little, from standing height. */
export const THREE_QUARTER: View = { name: "three-quarter", turn: 32, rise: 14 };

type Point = readonly [number, number, number];

/** A box in metres. */
export type Bounds = { readonly min: Point; readonly max: Point };

/** What is to be photographed and how. */
export type Shot = {
  /** A variant of KHR_materials_variants by name; null or none for the model's own materials. */
  readonly materialVariant?: string | null;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly views: readonly View[];
  /** Nothing behind the model; otherwise the paper colour. */
  readonly transparent?: boolean;
  /** The box whose bounding sphere the camera frames; the model's own by default. Give the original's, and views line up. */
  readonly bounds?: Bounds;
  /** Stands the model on a floor with shadows, and lets it fill the picture. */
  readonly portrait?: boolean;
};

/** What is behind a portrait: the paper of the pages. */
export const PAPER = "#FAF8F5";
