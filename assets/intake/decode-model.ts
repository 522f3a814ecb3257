import type { Accessor, Document, Mesh, Primitive } from "@gltf-transform/core";
import { createModelIo } from "./model-io.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** The longest that an animation of a product may be. */
const ANIMATION_MAX_S = 600;

/** glTF's number for a list of triangles; strips and fans are 5 and 6, points and lines lie below. */
const TRIANGLES = 4;

type Decoded = { readonly ok: true; readonly document: Document } | Refusal;

const nameOf = (kind: string, name: string, index: number): string => `${kind} ${name ? `“${name}”` : index}`;

function isAllFinite(accessor: Accessor): boolean {
  const array = accessor.getArray();
  return array === null || !(array instanceof Float32Array) || array.every(Number.isFinite);
}

function hasIndexOutside(primitive: Primitive): boolean {
  const indices = primitive.getIndices()?.getArray();
  const count = primitive.getAttribute("POSITION")?.getCount() ?? 0;
  if (!indices) return false;
  for (const index of indices) if (index >= count) return true;
  return false;
}

/** Compressed geometry is invisible to the validator, so that it is judged here once it is decoded. */
function judgeMesh(mesh: Mesh, index: number): Refusal | undefined {
  const where = nameOf("mesh", mesh.getName(), index);
  for (const primitive of mesh.listPrimitives()) {
    const position = primitive.getAttribute("POSITION");
    if (position && !isAllFinite(position)) {
      return refuse("POSITION_NOT_FINITE", "Some positions are not finite numbers.", {
        where,
        fix: "Delete loose or broken vertices (Blender: Mesh › Clean Up › Merge by Distance), apply modifiers, export again.",
      });
    }
    if (hasIndexOutside(primitive)) {
      return refuse("INDEX_OUT_OF_RANGE", "Some triangles refer to vertices that do not exist.", {
        where,
        fix: "Export again; if it stays, re-import the mesh in the studio and triangulate it.",
      });
    }
  }
  return undefined;
}

function judgeAnimations(document: Document): Refusal | undefined {
  for (const [index, animation] of document.getRoot().listAnimations().entries()) {
    for (const sampler of animation.listSamplers()) {
      const times = sampler.getInput()?.getArray() ?? [];
      const end = Number(times[times.length - 1] ?? 0);
      if (end <= ANIMATION_MAX_S) continue;
      const message = `An animation lasts ${Math.round(end).toLocaleString("en")} s, more than ten minutes.`;
      return refuse("ANIMATION_TOO_LONG", message, {
        where: nameOf("animation", animation.getName(), index),
        fix: "Check the frame range and the frame rate of the export.",
      });
    }
  }
  return undefined;
}

/** Whether the scene that a viewer shows first has anything to draw. */
function hasTriangles(document: Document): boolean {
  const root = document.getRoot();
  const scene = root.getDefaultScene() ?? root.listScenes()[0];
  let found = false;
  scene?.traverse((node) => {
    const primitives = node.getMesh()?.listPrimitives() ?? [];
    found ||= primitives.some((primitive) => primitive.getMode() >= TRIANGLES && primitive.getAttribute("POSITION"));
  });
  return found;
}

/**
 * Decodes a self-contained GLB with every extension and codec that glTF-Transform knows. Refuses MODEL_UNREADABLE where a
 * decoder gives up, POSITION_NOT_FINITE, INDEX_OUT_OF_RANGE, ANIMATION_TOO_LONG, and MODEL_EMPTY where nothing would be
 * drawn.
 */
export async function decodeModel(glb: Uint8Array): Promise<Decoded> {
  let document: Document;
  try {
    document = await (await createModelIo()).readBinary(glb);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return refuse("MODEL_UNREADABLE", `The model cannot be decoded: ${reason}`);
  }
  for (const [index, mesh] of document.getRoot().listMeshes().entries()) {
    const refusal = judgeMesh(mesh, index);
    if (refusal) return refusal;
  }
  const refusal = judgeAnimations(document);
  if (refusal) return refusal;
  if (!hasTriangles(document)) {
    return refuse("MODEL_EMPTY", "The model's scene has no triangles.", {
      fix: "Check that the meshes are visible and selected when exporting, and that they have faces, not only curves or points.",
    });
  }
  return { ok: true, document };
}
