import type { Document, Mesh, mat4, Node, Primitive, Scene, Skin, vec3, vec4 } from "@gltf-transform/core";
import { MathUtils } from "@gltf-transform/core";
import type { InstancedMesh } from "@gltf-transform/extensions";

/** One draw call of the scene: a primitive with the places where it stands, as column-major matrices into metres. */
export type Drawn = {
  readonly primitive: Primitive;
  readonly mesh: Mesh;
  readonly node: Node;
  readonly places: readonly mat4[];
};

const IDENTITY: mat4 = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

/** The product of two column-major matrices. */
function multiply(a: mat4, b: mat4): mat4 {
  const product: mat4 = [...IDENTITY];
  for (let column = 0; column < 4; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      let sum = 0;
      for (let k = 0; k < 4; k += 1) sum += (a[k * 4 + row] ?? 0) * (b[column * 4 + k] ?? 0);
      product[column * 4 + row] = sum;
    }
  }
  return product;
}

/** The scene that a viewer shows first. */
export function findScene(document: Document): Scene | undefined {
  const root = document.getRoot();
  return root.getDefaultScene() ?? root.listScenes()[0];
}

/** Where EXT_mesh_gpu_instancing puts a node's mesh, in the node's own space. */
function listInstances(node: Node): mat4[] {
  const batch = node.getExtension<InstancedMesh>("EXT_mesh_gpu_instancing");
  if (!batch) return [IDENTITY];
  const [translation, rotation, scale] = ["TRANSLATION", "ROTATION", "SCALE"].map((name) => batch.getAttribute(name));
  const count = translation?.getCount() ?? rotation?.getCount() ?? scale?.getCount() ?? 0;
  return Array.from({ length: count }, (_, index) => {
    const t = (translation?.getElement(index, [0, 0, 0]) ?? [0, 0, 0]) as vec3;
    const r = (rotation?.getElement(index, [0, 0, 0, 1]) ?? [0, 0, 0, 1]) as vec4;
    const s = (scale?.getElement(index, [1, 1, 1]) ?? [1, 1, 1]) as vec3;
    return MathUtils.compose(t, r, s, [...IDENTITY]);
  });
}

/**
 * Where a skin draws its mesh: a skinned mesh ignores its own node and follows its joints, which at rest nearly always
 * agree, so that the first one speaks for all.
 */
function skinPlace(skin: Skin): mat4 {
  const joint = skin.listJoints()[0];
  const inverse = skin.getInverseBindMatrices()?.getElement(0, [...IDENTITY]) as mat4 | undefined;
  return joint ? multiply(joint.getWorldMatrix(), inverse ?? IDENTITY) : IDENTITY;
}

/** Where a node draws its mesh. */
function listPlaces(node: Node, world: mat4): mat4[] {
  const skin = node.getSkin();
  return skin ? [skinPlace(skin)] : listInstances(node).map((instance) => multiply(world, instance));
}

/** Lists every draw call of the first scene. Walks with a stack of its own, so that no depth can end the process. */
export function walkScene(document: Document): Drawn[] {
  const drawn: Drawn[] = [];
  const pending = (findScene(document)?.listChildren() ?? []).map((node) => ({ node, parent: IDENTITY }));
  pending.reverse();
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, parent } = next;
    const world = multiply(parent, node.getMatrix());
    const mesh = node.getMesh();
    const primitives = mesh?.listPrimitives().filter((primitive) => primitive.getAttribute("POSITION")) ?? [];
    const places = mesh ? listPlaces(node, world) : [];
    for (const primitive of primitives) if (mesh) drawn.push({ primitive, mesh, node, places });
    for (const child of node.listChildren().toReversed()) pending.push({ node: child, parent: world });
  }
  return drawn;
}
