import type { ModelFinding, ModelMeasures } from "../rooms/protocol/catalog.ts";
import { hasError, rankFindings } from "./steps/findings.ts";
import { fingerprint } from "./steps/fingerprint.ts";
import { judgeMeasures } from "./steps/judge.ts";
import { measureModel } from "./steps/measure.ts";
import { readModel } from "./steps/read.ts";
import { validateModel } from "./steps/validate.ts";

/** What is known about a model after inspection. `findings` come worst first, at most FINDINGS_MAX of them. */
export type Inspection =
  | {
      readonly ok: true;
      /** SHA-256 in hex. */
      readonly hash: string;
      readonly measures: ModelMeasures;
      readonly findings: ModelFinding[];
    }
  | { readonly ok: false; readonly code: "MODEL_INVALID"; readonly findings: ModelFinding[] };

/** A refusal with its findings in order. */
export const refuseModel = (findings: readonly ModelFinding[]): Inspection => ({
  ok: false,
  code: "MODEL_INVALID",
  findings: rankFindings(findings),
});

/**
 * Reads, validates, measures and fingerprints a GLB in this thread. It takes as long as a codec takes, and an uncaught
 * failure inside the validator would leave it unanswered: for files from strangers use `inspectModel`, which guards both.
 */
export async function inspectInThread(bytes: Uint8Array): Promise<Inspection> {
  const read = readModel(bytes);
  if (!read.ok) return refuseModel([read.finding]);
  const findings = await validateModel(bytes);
  if (hasError(findings)) return refuseModel(findings);
  const measured = await measureModel(bytes, read.head);
  if (!measured.ok) return refuseModel([measured.finding, ...findings]);
  findings.push(...judgeMeasures(measured.measures));
  if (hasError(findings)) return refuseModel(findings);
  return { ok: true, hash: fingerprint(bytes), measures: measured.measures, findings: rankFindings(findings) };
}
