/** How an exhibit is seen now. */
export type Sighting = {
  /** Whether any of it may be in the picture. */
  readonly isInSight: boolean;
  /** Share of the view's height that it covers, as of a view of 1,080 pixels; above 1 when it is larger than the view. */
  readonly share: number;
  /** Metres from the camera. */
  readonly distance: number;
  /** Whether the visitor looks at it closely or holds it. */
  readonly isInspected: boolean;
};

/** A file that an exhibit is waiting for. */
export type Wish = {
  readonly url: string;
  /** Whether the exhibit has nothing to show without it. */
  readonly isFirst: boolean;
  readonly sighting: Sighting;
};

/**
 * The files in the order in which they are wanted, each once. First that everything is there: what is in sight from near
 * to far, then the rest. After that what is looked at closely gets better, then whatever covers most of the view.
 */
export function orderDownloads(wishes: readonly Wish[]): string[] {
  const sorted = [...wishes].sort((one, other) => classOf(one) - classOf(other) || byNeed(one, other));
  return [...new Set(sorted.map((wish) => wish.url))];
}

function classOf({ isFirst, sighting }: Wish): number {
  if (isFirst) return sighting.isInSight || sighting.isInspected ? 0 : 1;
  return sighting.isInspected ? 2 : 3;
}

function byNeed(one: Wish, other: Wish): number {
  if (one.isFirst) return one.sighting.distance - other.sighting.distance;
  return other.sighting.share - one.sighting.share;
}
