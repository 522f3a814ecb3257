import type { ModelFinding, ModelMeasures } from "../../rooms/protocol/catalog.ts";
import { readFacts } from "../checks/facts/read-facts.ts";
import { judgeExtent } from "../checks/judge-extent.ts";
import { hasError, makeFinding, rankFindings } from "../intake/findings.ts";
import { fingerprint } from "../intake/fingerprint.ts";
import { openBytes } from "../intake/open-bytes.ts";
import { isGlb } from "../intake/read-container.ts";
import { sniffKind } from "../intake/sniff.ts";

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
 * Reads, validates, measures and fingerprints a GLB in this thread, without the audit, so that whoever sends it can be
 * answered at once. It takes as long as a codec takes: for files from
 * strangers use `inspectModel`, which sets limits.
 */
export async function inspectInThread(bytes: Uint8Array): Promise<Inspection> {
  if (!isGlb(bytes)) {
    const message = `The file is not a GLB but ${sniffKind(bytes).name}. Export as glTF Binary (.glb) with everything embedded.`;
    return refuseModel([makeFinding("error", "NOT_GLB", message)]);
  }
  const opened = await openBytes(bytes);
  if (!opened.ok) return refuseModel(opened.findings);
  const facts = readFacts(opened.document, bytes.byteLength);
  const findings = [...opened.findings, ...judgeExtent(facts)];
  if (hasError(findings)) return refuseModel(findings);
  return { ok: true, hash: fingerprint(bytes), measures: facts.measures, findings: rankFindings(findings) };
}
