import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../intake/findings.ts";
import type { ModelFacts } from "./facts/read-facts.ts";
import { sayMetres } from "./facts/say.ts";

/** A product larger than this was most likely exported in centimetres or millimetres. */
const LARGE_M = 100;

/** Nothing this large fits the largest showroom (256 m). */
const UNSHOWABLE_M = 256;

/** A product whose largest side is smaller than this cannot be seen. */
const SMALL_M = 0.001;

/** Says whether a model's size can be shown at all; an error means that it cannot. */
export function judgeExtent({ measures, extentMetres }: Pick<ModelFacts, "measures" | "extentMetres">): ModelFinding[] {
  if (measures.triangles === 0) return [makeFinding("error", "MODEL_EMPTY", "The model's scene has no triangles.")];
  if (![...measures.boundsMin, ...measures.boundsMax].every(Number.isFinite)) {
    return [makeFinding("error", "BOUNDS_NOT_FINITE", "Some positions are not finite numbers.")];
  }
  const extent = Math.max(...extentMetres);
  const said = `The model's largest side is ${sayMetres(extent)}.`;
  if (extent > UNSHOWABLE_M) return [makeFinding("error", "MODEL_HUGE", `${said} Export it in metres.`)];
  if (extent > LARGE_M) return [makeFinding("warning", "MODEL_LARGE", `${said} Check that it was exported in metres.`)];
  if (extent === 0) return [makeFinding("error", "MODEL_FLAT", "All of the model lies in one point.")];
  if (extent < SMALL_M) return [makeFinding("warning", "MODEL_TINY", `${said} Check that it was exported in metres.`)];
  return [];
}
