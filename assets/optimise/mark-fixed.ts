import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { checkModel, type Declared } from "../checks/check-model.ts";
import { openModel } from "../intake/open-model.ts";
import type { Outputs } from "./make-outputs.ts";

/** Findings that are about the file as it came, and about nothing that could be put right in it. */
const OF_THE_FILE: ReadonlySet<string> = new Set(["FINDINGS_OMITTED"]);

/** What no step works on: when the output is not blamed for it, that is the doing of a coarser texture or mesh. */
const NEVER_FIXED = /^(?:BASE_COLOUR_RANGE|EDGES_|UV_|TEXEL_DENSITY|AR_LOSES_)/;

/**
 * Checks the showroom's own output as if it had been uploaded, and says of each finding about the original whether it is gone: what the
 * output is not blamed for any more, Vitrine has put right.
 */
export async function markFixed(
  findings: readonly ModelFinding[],
  { files }: Outputs,
  declared: Declared,
): Promise<ModelFinding[]> {
  const shown = files.find(({ target }) => target === "web-planner") ?? files[0];
  if (!shown) return [...findings];
  const opened = await openModel(shown.path);
  if (!opened.ok) return [...findings];
  const { findings: left } = await checkModel(opened, declared, (code) => !NEVER_FIXED.test(code));
  const remaining = new Set(left.map(({ code }) => code));
  return findings.map((finding) =>
    OF_THE_FILE.has(finding.code)
      ? finding
      : { ...finding, fixed: !NEVER_FIXED.test(finding.code) && !remaining.has(finding.code) },
  );
}
