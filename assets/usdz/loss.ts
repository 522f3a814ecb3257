import type { Document } from "@gltf-transform/core";

/** Something that USDZ or Quick Look cannot show. */
export type Loss = {
  readonly code: string;
  readonly severity: "warning" | "information";
  /** What is lost, and what is shown instead. */
  readonly message: string;
  /** What to do in the studio, if it matters. */
  readonly fix: string;
  /** The names of the meshes, materials or animations that lose something. */
  list(document: Document): string[];
};
