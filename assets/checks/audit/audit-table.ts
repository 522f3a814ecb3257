import type { AuditCheck } from "./audit-check.ts";
import { baseColourRange } from "./base-colour-range.ts";
import { bevelledEdges } from "./bevelled-edges.ts";
import { dimensions } from "./dimensions.ts";
import { fileSize } from "./file-size.ts";
import { manifoldEdges } from "./manifold-edges.ts";
import { materialCount } from "./material-count.ts";
import { meshCount, nodeCount, primitiveCount } from "./object-counts.ts";
import { origin } from "./origin.ts";
import { rootTransform } from "./root-transform.ts";
import { texelDensity } from "./texel-density.ts";
import { textureMaximum, textureMinimum, texturePowerOfTwo, textureSquare } from "./texture-limits.ts";
import { triangleCount } from "./triangle-count.ts";
import { uvGutter } from "./uv-gutter.ts";
import { uvInverted } from "./uv-inverted.ts";
import { uvMissing } from "./uv-missing.ts";
import { uvOverlap } from "./uv-overlap.ts";
import { uvRange } from "./uv-range.ts";

/** Every check of the audit in the order of the report: those of the Khronos auditor, and what it misses. */
export const AUDIT: readonly AuditCheck[] = [
  dimensions,
  fileSize,
  triangleCount,
  materialCount,
  meshCount,
  nodeCount,
  primitiveCount,
  textureMaximum,
  textureMinimum,
  texturePowerOfTwo,
  textureSquare,
  baseColourRange,
  rootTransform,
  origin,
  uvMissing,
  uvRange,
  uvInverted,
  uvOverlap,
  uvGutter,
  texelDensity,
  manifoldEdges,
  bevelledEdges,
];
