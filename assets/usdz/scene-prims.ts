import type { Material, Mesh, Node, Primitive, Scene } from "@gltf-transform/core";
import type { InstancedMesh, MappingList } from "@gltf-transform/extensions";
import { createNamer, type Prim } from "./crate/layer.ts";
import { type Geometry, readElements, readGeometry, withBackFaces } from "./geometry.ts";
import { makeMeshPrim } from "./mesh-prim.ts";
import { listMappings } from "./surface.ts";
import type { Wardrobe } from "./wardrobe.ts";
import { isMirrored, moveGeometry, poseGeometry } from "./world-geometry.ts";

const MOVES = ["TRANSLATION", "ROTATION", "SCALE"] as const;

/**
 * Turns a scene into prims: a node becomes a transform with its meshes and children in it, an instanced mesh one mesh for
 * each instance. Skinned and mirrored meshes are written in the scene's own space.
 */
export function makeScenePrims(scene: Scene, materialVariant: string | null, wardrobe: Wardrobe): Prim[] {
  const loose: Prim[] = [];
  const build = createBuilder(materialVariant, wardrobe, loose);
  const prims = scene.listChildren().flatMap(build);
  return [...prims, ...loose];
}

type Shape = { readonly primitive: Primitive; readonly geometry: Geometry; readonly name: string };

function createBuilder(materialVariant: string | null, wardrobe: Wardrobe, loose: Prim[]): (node: Node) => Prim[] {
  const nameOf = createNamer();
  const dress = (primitive: Primitive) => wardrobe.dress(primitive, chooseMaterial(primitive, materialVariant));
  const listShapes = (node: Node, mesh: Mesh): Shape[] =>
    mesh.listPrimitives().flatMap((primitive) => {
      const geometry = readGeometry(primitive, node, mesh, listMappings(dress(primitive).surface));
      return geometry ? [{ primitive, geometry, name: mesh.getName() || node.getName() }] : [];
    });
  const meshPrim = ({ primitive, name }: Shape, geometry: Geometry): Prim => {
    const { surface, path } = dress(primitive);
    return makeMeshPrim(surface.isDoubleSided ? withBackFaces(geometry) : geometry, nameOf(name, "Mesh"), path);
  };
  const build = (node: Node): Prim[] => {
    const mesh = node.getMesh();
    const own: Prim[] = [];
    for (const shape of mesh ? listShapes(node, mesh) : []) {
      const { space, geometries } = settle(shape, node);
      const shelf = space === "scene" ? loose : own;
      shelf.push(...geometries.map((geometry) => meshPrim(shape, geometry)));
    }
    const children = [...own, ...node.listChildren().flatMap(build)];
    return children.length > 0 ? [transformPrim(nameOf(node.getName(), "Node"), node.getMatrix(), children)] : [];
  };
  return build;
}

/** Where a shape is written, and how often. */
function settle({ geometry, primitive }: Shape, node: Node): { space: "node" | "scene"; geometries: Geometry[] } {
  const skin = node.getSkin();
  if (skin) return { space: "scene", geometries: [poseGeometry(geometry, primitive, skin)] };
  const moves = listInstances(node);
  const copies = moves?.map((matrix) => moveGeometry(geometry, matrix)) ?? [geometry];
  if (!isMirrored(node)) return { space: "node", geometries: copies };
  return { space: "scene", geometries: copies.map((copy) => moveGeometry(copy, node.getWorldMatrix())) };
}

/** USD multiplies rows where glTF multiplies columns: the same sixteen numbers in the same order mean the same. */
function transformPrim(name: string, matrix: readonly number[], children: Prim[]): Prim {
  return {
    type: "Xform",
    name,
    attributes: [
      { name: "xformOp:transform", type: "matrix4d", value: { kind: "matrix4d", value: matrix } },
      {
        name: "xformOpOrder",
        type: "token[]",
        isUniform: true,
        value: { kind: "token[]", value: ["xformOp:transform"] },
      },
    ],
    children,
  };
}

/** A primitive's material in a variant, or its own. */
function chooseMaterial(primitive: Primitive, materialVariant: string | null): Material | null {
  const list = primitive.getExtension<MappingList>("KHR_materials_variants");
  const mapping = list
    ?.listMappings()
    .find((each) => each.listVariants().some((variant) => variant.getName() === materialVariant));
  return mapping?.getMaterial() ?? primitive.getMaterial();
}

/** The matrices of EXT_mesh_gpu_instancing, or null. */
function listInstances(node: Node): number[][] | null {
  const instanced = node.getExtension<InstancedMesh>("EXT_mesh_gpu_instancing");
  if (!instanced) return null;
  const [translations, rotations, scales] = MOVES.map((name) => {
    const accessor = instanced.getAttribute(name);
    return accessor ? readElements(accessor, name === "ROTATION" ? 4 : 3) : null;
  });
  const count = Math.max(...MOVES.map((name) => instanced.getAttribute(name)?.getCount() ?? 0));
  return Array.from({ length: count }, (_, index) =>
    compose(
      translations?.subarray(index * 3, index * 3 + 3) ?? [0, 0, 0],
      rotations?.subarray(index * 4, index * 4 + 4) ?? [0, 0, 0, 1],
      scales?.subarray(index * 3, index * 3 + 3) ?? [1, 1, 1],
    ),
  );
}

/** The column-major matrix of a translation, a unit quaternion and a scale. */
function compose(move: ArrayLike<number>, turn: ArrayLike<number>, size: ArrayLike<number>): number[] {
  const [x = 0, y = 0, z = 0, w = 1] = Array.from(turn);
  const [sx = 1, sy = 1, sz = 1] = Array.from(size);
  const column = (values: number[], scale: number) => [...values.map((value) => value * scale), 0];
  return [
    ...column([1 - 2 * (y * y + z * z), 2 * (x * y + w * z), 2 * (x * z - w * y)], sx),
    ...column([2 * (x * y - w * z), 1 - 2 * (x * x + z * z), 2 * (y * z + w * x)], sy),
    ...column([2 * (x * z + w * y), 2 * (y * z - w * x), 1 - 2 * (x * x + y * y)], sz),
    ...Array.from(move),
    1,
  ];
}
