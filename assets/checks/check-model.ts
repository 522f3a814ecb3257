import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { TargetVerdict } from "../../rooms/protocol/goods.ts";
import { rankFindings } from "../intake/findings.ts";
import type { OpenedModel } from "../intake/open-bytes.ts";
import type { Subject } from "./audit/audit-check.ts";
import { type ModelFacts, readFacts } from "./facts/read-facts.ts";
import { walkScene } from "./facts/walk-scene.ts";
import { judgeExtent } from "./judge-extent.ts";
import { judgeTarget } from "./judge-target.ts";
import { judgeUnits } from "./judge-units.ts";
import { runAudit } from "./run-audit.ts";
import { surveyEdges } from "./surveys/survey-edges.ts";
import { surveyUvs } from "./surveys/survey-uvs.ts";
import { TARGET_NAMES } from "./targets.ts";

/** What is known about an opened model. `findings` include those of opening it and come worst first. */
export type CheckedModel = ModelFacts & {
  readonly verdicts: TargetVerdict[];
  readonly findings: ModelFinding[];
};

/** What the brand says about its product. */
export type Declared = {
  readonly declaredSizeMetres?: readonly [number, number, number] | undefined;
  /** What every length is going to be multiplied by, as the brand has confirmed: sizes are judged as if it were done. */
  readonly rescale?: number | undefined;
};

/** Surveys take most of the time: none is made that no check asks for. */
function once<T>(survey: () => T): () => T {
  let made: { readonly result: T } | undefined;
  return () => {
    made ??= { result: survey() };
    return made.result;
  };
}

/** A wrong unit explains these; once is enough. */
const EXPLAINED_BY_UNIT: ReadonlySet<string> = new Set(["MODEL_LARGE", "MODEL_TINY", "SIZE_MISMATCH"]);

/**
 * Measures a model, judges it for every target, and says in plain words what is wrong with it. Changes nothing. An error
 * among the findings means that it cannot be shown as it is. The lines of the audit are the same for every target and are
 * advisory: whether a file passes is decided by the target's own numbers alone. Checks whose code is not wanted are left
 * out.
 */
export async function checkModel(
  { document, glb, findings }: Pick<OpenedModel, "document" | "glb" | "findings">,
  { declaredSizeMetres: declared, rescale = 1 }: Declared = {},
  isWanted: (code: string) => boolean = () => true,
): Promise<CheckedModel> {
  const facts = readFacts(document, glb.byteLength);
  const [width, height, depth] = facts.extentMetres;
  const sized: ModelFacts = { ...facts, extentMetres: [width * rescale, height * rescale, depth * rescale] };
  const drawn = walkScene(document);
  const [uvs, edges] = [once(() => surveyUvs(drawn)), once(() => surveyEdges(drawn))];
  const subject: Subject = {
    document,
    facts: sized,
    drawn,
    declared,
    get uvs() {
      return uvs();
    },
    get edges() {
      return edges();
    },
  };
  const audit = await runAudit(subject, isWanted);
  const units = judgeUnits(sized.extentMetres, declared);
  const others = [...judgeExtent(sized), ...audit.findings].filter(
    ({ code }) => units.length === 0 || !EXPLAINED_BY_UNIT.has(code),
  );
  const verdicts = TARGET_NAMES.map((target) => {
    const verdict = judgeTarget(target, facts);
    return { ...verdict, checks: [...verdict.checks, ...audit.checks] };
  });
  return { ...facts, verdicts, findings: rankFindings([...findings, ...units, ...others]) };
}
