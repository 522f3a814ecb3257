import type { Document } from "@gltf-transform/core";
import type { Survey } from "./survey.ts";

/** One thing that is done to a model. It is taken back when what it leaves is broken, or no better. */
export type Step = {
  /** As it stands in reports. */
  readonly name: string;
  /** Works on the document in place. Says what it did; null when there was nothing to do, and then it changed nothing. */
  readonly run: (document: Document) => Promise<string | null>;
  /** Whether it puts the model elsewhere or makes it another size, on purpose. */
  readonly movesModel?: boolean;
  /** How far the surface may move, as a share of the model's largest side; 0.001 unless said. */
  readonly tolerance?: number;
  /** Why the result is not worth keeping; null when it is. Unless given, a file that grew by more than 1 kB is not. */
  readonly judge?: (before: Survey, after: Survey) => string | null;
};
