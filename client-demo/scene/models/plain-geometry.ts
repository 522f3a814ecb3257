import { BufferAttribute, type BufferGeometry } from "three";

/** Share of the triangles that is enough where every triangle is computed by the processor. */
const SHARE = 0.14;
/** Largest deviation, as a share of the model's size. */
const DEVIATION = 0.012;
/** Not worth the trouble below this. */
const LEAST_INDICES = 900;

const plain = new WeakMap<BufferGeometry, BufferGeometry>();

/**
 * The same shape from fewer triangles. It shares the vertices of the original, so that it costs an index only and
 * moves with the same bones. What cannot be simplified is returned as it is.
 */
export async function plainGeometry(geometry: BufferGeometry): Promise<BufferGeometry> {
  const known = plain.get(geometry);
  if (known) return known;
  const { index } = geometry;
  if (!index || index.count < LEAST_INDICES) return geometry;
  const { MeshoptSimplifier } = await import("meshoptimizer/simplifier");
  await MeshoptSimplifier.ready;
  const wanted = Math.max(LEAST_INDICES, Math.floor((index.count * SHARE) / 3) * 3);
  const [indices] = MeshoptSimplifier.simplify(
    Uint32Array.from(index.array),
    unpackPositions(geometry),
    3,
    wanted,
    DEVIATION,
  );
  const simple = shareVertices(geometry);
  simple.setIndex(new BufferAttribute(indices, 1));
  plain.set(geometry, simple);
  return simple;
}

/** Quantised positions as plain numbers. */
function unpackPositions(geometry: BufferGeometry): Float32Array {
  const position = geometry.getAttribute("position");
  const plainPositions = new Float32Array(position.count * 3);
  for (let vertex = 0; vertex < position.count; vertex++) {
    plainPositions[vertex * 3] = position.getX(vertex);
    plainPositions[vertex * 3 + 1] = position.getY(vertex);
    plainPositions[vertex * 3 + 2] = position.getZ(vertex);
  }
  return plainPositions;
}

function shareVertices(geometry: BufferGeometry): BufferGeometry {
  const shared = geometry.clone();
  // A clone copies; the buffers themselves are to be one.
  for (const [name, attribute] of Object.entries(geometry.attributes)) shared.setAttribute(name, attribute);
  shared.morphAttributes = geometry.morphAttributes;
  shared.clearGroups();
  geometry.addEventListener("dispose", () => shared.dispose());
  return shared;
}
