import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { TARGETS, type TargetVerdict } from "../../rooms/protocol/goods.ts";
import type { OpenedModel } from "../intake/open-bytes.ts";
import { rankFindings } from "../steps/findings.ts";
import { judgeExtent } from "./judge-extent.ts";
import { judgeTarget } from "./judge-target.ts";
import { type ModelFacts, readFacts } from "./read-facts.ts";

/** What is known about an opened model. `findings` include those of opening it and come worst first. */
export type CheckedModel = ModelFacts & {
  readonly verdicts: TargetVerdict[];
  readonly findings: ModelFinding[];
};

/** What the brand says about its product. */
export type Declared = { readonly declaredSizeMetres?: readonly [number, number, number] | undefined };

/** Measures a model, judges it for every target, and says in plain words what is wrong with it. Changes nothing. */
export async function checkModel(
  { document, glb, findings }: Pick<OpenedModel, "document" | "glb" | "findings">,
  _declared: Declared = {},
): Promise<CheckedModel> {
  const facts = readFacts(document, glb.byteLength);
  const verdicts = TARGETS.map((target) => judgeTarget(target, facts));
  return { ...facts, verdicts, findings: rankFindings([...findings, ...judgeExtent(facts)]) };
}
