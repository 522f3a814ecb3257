/** What is asked for more gently after an output looked too different from its original. */
export type Gentleness = {
  /** The step that is held back this way; null when none is. */
  readonly step: "simplify" | "textures" | null;
  /** How many times the target's triangles may be drawn; `Infinity` leaves out only what nobody sees. */
  readonly triangles: number;
  /** Whether textures may take as many bytes as they like. */
  readonly freesTextures: boolean;
};

export const NOT_GENTLE: Gentleness = { step: null, triangles: 1, freesTextures: false };

/** What is tried in turn: first more triangles, then better textures, then both. */
export const GENTLER: readonly Gentleness[] = [
  { step: "simplify", triangles: 2, freesTextures: false },
  { step: "simplify", triangles: Number.POSITIVE_INFINITY, freesTextures: false },
  { step: "textures", triangles: 1, freesTextures: true },
  { step: "simplify", triangles: Number.POSITIVE_INFINITY, freesTextures: true },
];
