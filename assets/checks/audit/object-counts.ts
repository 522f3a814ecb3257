import { sayCount } from "../facts/say.ts";
import type { AuditCheck, Subject } from "./audit-check.ts";

/** The auditor counts these without recommending a limit, hence no verdict. Source: its recommended schema. */
function countOnly(id: string, title: string, why: string, count: (subject: Subject) => number): AuditCheck {
  const run = (subject: Subject) => ({ verdict: "not-tested" as const, value: sayCount(count(subject)) });
  return { id, title, limit: null, why, code: "OBJECTS_MANY", severity: "information", fix: "", run };
}

/** How many meshes there are. */
export const meshCount = countOnly(
  "meshes",
  "Meshes",
  "Few meshes are easier to handle; how many are drawn matters more.",
  ({ document }) => document.getRoot().listMeshes().length,
);

/** How many nodes there are. */
export const nodeCount = countOnly(
  "nodes",
  "Nodes",
  "Every node is walked in every frame, whether it shows anything or not.",
  ({ document }) => document.getRoot().listNodes().length,
);

/** How many primitives there are. */
export const primitiveCount = countOnly(
  "primitives",
  "Primitives",
  "A primitive is a part with one material: at least one draw call each time that it is shown.",
  ({ drawn }) => new Set(drawn.map(({ primitive }) => primitive)).size,
);
