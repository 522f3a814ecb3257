import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../../rooms/protocol/catalog.ts";
import type { TargetCheck } from "../../../rooms/protocol/goods.ts";
import type { ModelFacts } from "../facts/read-facts.ts";
import type { Drawn } from "../facts/walk-scene.ts";
import type { MeshEdges } from "../surveys/survey-edges.ts";
import type { MaterialUvs } from "../surveys/survey-uvs.ts";

/** Everything that a check may look at. */
export type Subject = {
  readonly document: Document;
  readonly facts: ModelFacts;
  readonly drawn: readonly Drawn[];
  readonly uvs: readonly MaterialUvs[];
  /** `skipped` are meshes with too many triangles to look at. */
  readonly edges: { readonly meshes: readonly MeshEdges[]; readonly skipped: readonly string[] };
  /** Width, height and depth that the brand gives, in metres. */
  readonly declared: readonly [number, number, number] | undefined;
};

/** What is wrong at one place. `where` is what the studio knows it by. */
export type Offence = { readonly where?: string; readonly message: string };

/** What a check found. `value` is written for people. */
export type Outcome = {
  readonly verdict: TargetCheck["verdict"];
  readonly value: string | null;
  readonly offences?: readonly Offence[];
};

/**
 * One line of the audit: good to have for every target, sinking none. Where it fails, each offence becomes a finding with
 * the check's code, severity and fix.
 */
export type AuditCheck = {
  readonly id: string;
  readonly title: string;
  /** What is asked for, or null where the guideline sets no limit. */
  readonly limit: string | null;
  readonly why: string;
  readonly code: string;
  readonly severity: ModelFinding["severity"];
  readonly fix: string;
  readonly run: (subject: Subject) => Outcome | Promise<Outcome>;
};

/** A check that could not be made, and why. */
export const notTested = (value: string | null): Outcome => ({ verdict: "not-tested", value });

/** Fails where there is an offence. */
export const judgeOffences = (value: string | null, offences: readonly Offence[]): Outcome =>
  offences.length === 0 ? { verdict: "pass", value } : { verdict: "fail", value, offences };
