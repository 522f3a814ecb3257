import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { adviseFix } from "./advice.ts";
import type { GltfJson } from "./gltf-json.ts";
import { createPlaceNamer } from "./name-place.ts";

/** So many findings of one kind are told one by one; the rest is counted, so that one kind does not hide all others. */
const ALIKE_MAX = 10;

function countAlike(findings: readonly ModelFinding[]): ModelFinding[] {
  const [first] = findings;
  if (!first || findings.length <= ALIKE_MAX) return [...findings];
  const rest = findings.length - (ALIKE_MAX - 1);
  const { where: _, ...kind } = first;
  return [...findings.slice(0, ALIKE_MAX - 1), { ...kind, message: `${rest.toLocaleString("en")} more of this kind.` }];
}

/**
 * Turns what the validator says into what a studio can use: names before JSON pointers, what to do about it, and many of
 * one kind counted. `json` is null where the document could not be read.
 */
export function explainFindings(findings: readonly ModelFinding[], json: GltfJson | null): ModelFinding[] {
  const namePlace = json ? createPlaceNamer(json) : (pointer: string) => pointer;
  const explained = findings.map((finding) => {
    const fix = finding.fix ?? adviseFix(finding.code);
    const where = finding.where?.startsWith("/") ? namePlace(finding.where).slice(0, 400) : finding.where;
    return { ...finding, ...(where === undefined ? {} : { where }), ...(fix === undefined ? {} : { fix }) };
  });
  const kinds = Map.groupBy(explained, ({ severity, code }) => `${severity} ${code}`);
  return [...kinds.values()].flatMap(countAlike);
}
