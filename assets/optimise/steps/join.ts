import type { Document, Material, Primitive } from "@gltf-transform/core";
import type { MappingList } from "@gltf-transform/extensions";
import { flatten, join, prune } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";
import { listPlacements } from "../workpiece/survey.ts";

type JoinOptions = {
  /** Joining copies what is drawn several times; beyond this many vertices it is not tried. */
  readonly verticesMax: number;
};

const JOIN_DEFAULTS: JoinOptions = { verticesMax: 4_000_000 };

const VARIANTS = "KHR_materials_variants";

/** Two primitives of one material are alike only if every variant gives both the same material too. */
function describeMapping(primitive: Primitive, document: Document): string | null {
  const mappings = primitive.getExtension<MappingList>(VARIANTS);
  if (!mappings) return null;
  const materials = document.getRoot().listMaterials();
  const index = (material: Material | null) => (material ? materials.indexOf(material) : -1);
  const pairs = mappings
    .listMappings()
    .map((mapping) => `${mapping.listVariants().map((variant) => variant.getName())}:${index(mapping.getMaterial())}`);
  return `${index(primitive.getMaterial())}|${pairs.toSorted().join(";")}`;
}

type Stand = { readonly material: Material | null; readonly mappings: MappingList };

const listPrimitives = (document: Document) =>
  document
    .getRoot()
    .listMeshes()
    .flatMap((mesh) => mesh.listPrimitives());

/** Joining looks at the material alone, and drops mappings: each kind of mapping gets a material of its own meanwhile. */
function standIn(document: Document): Map<Material, Stand> {
  const byMapping = new Map<string, Material>();
  const stands = new Map<Material, Stand>();
  for (const primitive of listPrimitives(document)) {
    const mappings = primitive.getExtension<MappingList>(VARIANTS);
    const kind = describeMapping(primitive, document);
    if (!mappings || kind === null) continue;
    const material = primitive.getMaterial();
    const known = byMapping.get(kind);
    const stand = known ?? material?.clone() ?? document.createMaterial();
    if (!known) {
      byMapping.set(kind, stand);
      stands.set(stand, { material, mappings });
    }
    primitive.setMaterial(stand);
  }
  return stands;
}

function standDown(document: Document, stands: ReadonlyMap<Material, Stand>): void {
  for (const primitive of listPrimitives(document)) {
    const material = primitive.getMaterial();
    const stand = material && stands.get(material);
    if (stand) primitive.setMaterial(stand.material).setExtension(VARIANTS, stand.mappings);
  }
  for (const material of stands.keys()) material.dispose();
}

const countDrawn = (document: Document, count: (primitive: Primitive) => number): number =>
  listPlacements(document)
    .flatMap(({ node }) => node.getMesh()?.listPrimitives() ?? [])
    .reduce((sum, primitive) => sum + count(primitive), 0);

/**
 * Makes one primitive of all that share a material and do not move against each other, so that they are drawn at once.
 * Material variants are kept. Kept only where it lowers the draw calls.
 */
export function joinMeshes(options: Partial<JoinOptions> = {}): Step {
  const { verticesMax } = { ...JOIN_DEFAULTS, ...options };
  return {
    name: "join",
    judge: (before, after) => (after.drawCalls < before.drawCalls ? null : "It saved no draw call."),
    run: async (document) => {
      const calls = countDrawn(document, () => 1);
      if (calls < 2) return null;
      const vertices = countDrawn(document, (primitive) => primitive.getAttribute("POSITION")?.getCount() ?? 0);
      if (vertices > verticesMax) throw new Error(`${vertices} vertices are too many to join.`);
      const stands = standIn(document);
      await document.transform(flatten(), join());
      standDown(document, stands);
      await document.transform(prune({ keepAttributes: true, keepSolidTextures: true }));
      return `${countDrawn(document, () => 1)} draw calls instead of ${calls}.`;
    },
  };
}
