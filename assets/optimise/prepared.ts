import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsReport, TargetName } from "../../rooms/protocol/goods.ts";

/** How the reason begins why a step is not tried again: it has ended a run. */
export const LIMIT_NOTE = "Left out:";

/** What to make of a model. */
export type PrepareOptions = {
  /** An empty directory that the files are written into. */
  readonly outDir: string;
  readonly targets: readonly TargetName[];
  /** Width, height and depth that the brand says the product has. */
  readonly declaredSizeMetres?: readonly [number, number, number];
  /** How far the file's own unit is from the metre, as the brand confirmed it. */
  readonly rescale?: number;
  /** Whether anything is rendered: outputs are compared with the original by eye, and with `extras` photographed. */
  readonly pictures: boolean;
  /** Whether levels of detail, USDZ, posters and thumbnails are made as well. */
  readonly extras: boolean;
  /** The program that renders, such as CHROME_PATH; looked for on `searchPath` and where systems keep it if not given. */
  readonly chromium?: string;
  /** Such as PATH. */
  readonly searchPath?: string;
  /** Called once the file has passed its check, with a report that has no outputs yet. */
  readonly onChecked?: (checked: CheckedModel) => void;
};

/** A model that has passed its check: one self-contained GLB, and what is known of it so far. */
type CheckedModel = { readonly glb: Uint8Array; readonly report: GoodsReport };

/** The model as it is before anything was made of it, and what is made of it. */
type PreparedRole = "original-glb" | "target" | "level" | "usdz" | "poster" | "thumbnail";

/** A file in `outDir`. `level` 0 is the coarsest; `hash` is the SHA-256 of its bytes in hex. */
export type PreparedFile = {
  readonly role: PreparedRole;
  readonly target?: TargetName;
  readonly level?: 0 | 1 | 2;
  readonly materialVariant?: string | null;
  readonly path: string;
  readonly hash: string;
  readonly bytes: number;
  readonly triangles?: number;
  readonly contentType: string;
  /** Base64. */
  readonly thumbhash?: string;
  readonly screenShare?: number;
};

/** A refusal is about the file: the same file is refused again. */
type PrepareRefusal = {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly findings: readonly ModelFinding[];
};

export type Prepared =
  | PrepareRefusal
  | { readonly ok: true; readonly report: GoodsReport; readonly files: readonly PreparedFile[] };

/** Told of every stage: what is being done, for people, and 0–1 through the state. */
export type SayProgress = (state: "checking" | "optimising", stage: string, progress: number) => void;
