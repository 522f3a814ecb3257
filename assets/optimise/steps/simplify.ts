import { type Document, PropertyType } from "@gltf-transform/core";
import { compactPrimitive, prune } from "@gltf-transform/functions";
import { MeshoptSimplifier, type SimplifierFlags } from "meshoptimizer";
import { listDrawnShapes, type Shape } from "../workpiece/drawn-shapes.ts";
import {
  countDrawn,
  isMixed,
  type MergedShapes,
  mergeShapes,
  splitParts,
  storeVertices,
} from "../workpiece/merged-shapes.ts";
import type { Step } from "../workpiece/step.ts";

type SimplifyOptions = {
  /** The most triangles that the scene may draw. */
  readonly triangles: number;
  /** How far the surface may move, as a share of the model's largest side. */
  readonly errorMax: number;
  /** A deviation that nobody sees: what is this near to the surface is always left out. */
  readonly errorFree: number;
  /** Whether parts that are smaller than the error may vanish. */
  readonly dropsParts: boolean;
  /** How much a unit normal's turn by one radian, or a drift by one texture, weighs: as this share of the shape's size. */
  readonly shadingWeight: number;
  /** Told how far the surface moved at most, as a share of the model's largest side. */
  readonly onMoved: (error: number) => void;
};

const SIMPLIFY_DEFAULTS: SimplifyOptions = {
  triangles: 40_000,
  errorMax: 0.01,
  errorFree: 1e-4,
  dropsParts: false,
  shadingWeight: 0.5,
  onMoved: () => {},
};

/** How often a count is corrected where shapes are drawn several times, and how near is near enough. */
const CORRECTIONS = 4;
const NEAR_ENOUGH = 0.97;

/** Below this many vertices an index takes two bytes. */
const SHORT_INDEX_MAX = 65_535;

type Reduced = { readonly merged: MergedShapes; readonly drawn: number; readonly error: number };

const flagsOf = ({ dropsParts }: SimplifyOptions): SimplifierFlags[] => (dropsParts ? ["Prune", "Permissive"] : []);

const weightsOf = ({ stride }: MergedShapes, { shadingWeight }: SimplifyOptions): number[] =>
  new Array<number>(stride).fill(shadingWeight);

/** Both limits hold at once: it stops at the count or at the error, whichever comes first. What is left may move. */
function reduceAndMove(merged: MergedShapes, count: number, options: SimplifyOptions): Reduced {
  const [indices, positions] = [merged.indices.slice(), merged.positions.slice()];
  const attributes = merged.attributes.slice();
  const target = Math.min(indices.length, Math.max(0, Math.floor(count) * 3));
  const [left, error] = MeshoptSimplifier.simplifyWithUpdate(
    indices,
    positions,
    3,
    attributes,
    merged.stride,
    weightsOf(merged, options),
    null,
    target,
    options.errorMax,
    flagsOf(options),
  );
  const reduced = { ...merged, indices: indices.slice(0, left), positions, attributes };
  return { merged: reduced, drawn: countDrawn(reduced, reduced.indices), error };
}

/** Leaves out what nobody sees. What is left stays where it is: nothing has to stand in for what went. */
function leaveOutUnseen(merged: MergedShapes, options: SimplifyOptions): Reduced {
  const { positions, attributes, stride } = merged;
  const [indices, error] = MeshoptSimplifier.simplifyWithAttributes(
    merged.indices,
    positions,
    3,
    attributes,
    stride,
    weightsOf(merged, options),
    null,
    0,
    options.errorFree,
    flagsOf(options),
  );
  return { merged: { ...merged, indices }, drawn: countDrawn(merged, indices), error };
}

/** As many triangles as may be drawn. Where shapes are drawn several times, that takes more than one try. */
function reduceToCount(merged: MergedShapes, options: SimplifyOptions): Reduced {
  const { triangles } = options;
  const before = countDrawn(merged, merged.indices);
  let count = (merged.indices.length / 3) * (triangles / before);
  let best = reduceAndMove(merged, count, options);
  let last = best;
  for (let turn = 0; turn < CORRECTIONS; turn += 1) {
    const isFine = best.drawn <= triangles && best.drawn >= triangles * NEAR_ENOUGH;
    const isStuck = last.merged.indices.length > count * 3 + 3;
    if (isFine || isStuck || last.drawn === 0) break;
    count *= triangles / last.drawn;
    last = reduceAndMove(merged, count, options);
    const isNearer = last.drawn > best.drawn === last.drawn <= triangles;
    if (isNearer) best = last;
  }
  return best;
}

/** What nobody sees goes in any case; more only where too many triangles are drawn. */
function reduceAll(merged: MergedShapes, options: SimplifyOptions): Reduced {
  if (countDrawn(merged, merged.indices) > options.triangles) {
    const reduced = reduceToCount(merged, options);
    if (reduced.error >= options.errorFree) return reduced;
  }
  return leaveOutUnseen(merged, options);
}

/**
 * Shapes that lie in the same place hold each other fast, or are taken for one another where that is allowed: then each is
 * reduced for itself.
 */
function reduceShapes(shapes: readonly Shape[], merged: MergedShapes, options: SimplifyOptions): Reduced {
  const together = reduceAll(merged, options);
  const mixed = isMixed(together.merged);
  if (!mixed && together.drawn <= options.triangles) return together;
  const separate = mergeShapes(shapes, true);
  if (!separate || shapes.length === 1) return together;
  const apart = reduceAll(separate, options);
  return mixed || apart.drawn < together.drawn ? apart : together;
}

function storeShape(document: Document, { primitive }: Shape, indices: Uint32Array<ArrayBuffer>): void {
  const accessor = document.createAccessor().setType("SCALAR").setArray(indices);
  accessor.setBuffer(primitive.getAttribute("POSITION")?.getBuffer() ?? null);
  primitive.setIndices(accessor);
  if (indices.length === 0) {
    for (const mesh of primitive.listParents()) if (mesh.propertyType === "Mesh") primitive.detach();
    return;
  }
  compactPrimitive(primitive);
  const count = primitive.getAttribute("POSITION")?.getCount() ?? 0;
  const compact = primitive.getIndices();
  const left = compact?.getArray();
  if (compact && left && count < SHORT_INDEX_MAX) compact.setArray(Uint16Array.from(left));
}

/**
 * Leaves out triangles, those first that are missed least: what nobody could see in any case, and more until the scene
 * draws few enough or the surface would move too far. The vertices that are left move to where they stand for the
 * surface best, with their normals and texture coordinates, except where bones or morph targets hold them.
 */
export function simplifyModel(given: Partial<SimplifyOptions> = {}): Step {
  const options = { ...SIMPLIFY_DEFAULTS, ...given };
  return {
    name: "simplify",
    // Equal parts that shared their vertices may not any more: what counts is what is drawn, and the file once compressed.
    judge: (before, after) => (after.triangles < before.triangles ? null : "It left out no triangle."),
    tolerance: Math.max(0.001, options.errorMax * 2),
    run: async (document) => {
      await MeshoptSimplifier.ready;
      const shapes = listDrawnShapes(document);
      const merged = mergeShapes(shapes, false);
      if (!merged) return null;
      const before = countDrawn(merged, merged.indices);
      const { merged: reduced, drawn, error } = reduceShapes(shapes, merged, options);
      if (drawn === before) return null;
      options.onMoved(error);
      for (const left of splitParts(reduced)) {
        storeVertices(reduced, left);
        storeShape(document, left.part.shape, left.indices);
      }
      await document.transform(prune({ propertyTypes: [PropertyType.ACCESSOR], keepAttributes: true }));
      return `${drawn} of ${before} triangles are left; the surface moved by at most ${(error * 100).toPrecision(2)} % of the model's size.`;
    },
  };
}
