import type { Accessor, Document, Node } from "@gltf-transform/core";
import type { Light, Volume } from "@gltf-transform/extensions";
import type { Step } from "../workpiece/step.ts";

type RescaleOptions = {
  /** What every length is multiplied by: 0.001 turns millimetres into metres. */
  readonly factor: number;
};

const RESCALE_DEFAULTS: RescaleOptions = { factor: 1 };

function scaleAccessor(accessor: Accessor | null | undefined, factor: number, scaled: Set<Accessor>): void {
  if (!accessor || scaled.has(accessor)) return;
  scaled.add(accessor);
  const array = accessor.getArray();
  if (array) accessor.setArray(Float32Array.from(array, (value) => value * factor));
}

function scaleMeshes(document: Document, factor: number, scaled: Set<Accessor>): void {
  for (const mesh of document.getRoot().listMeshes()) {
    for (const primitive of mesh.listPrimitives()) {
      for (const shape of [primitive, ...primitive.listTargets()]) {
        scaleAccessor(shape.getAttribute("POSITION"), factor, scaled);
      }
    }
  }
}

function scaleNodes(nodes: readonly Node[], factor: number): void {
  for (const node of nodes) {
    const [x, y, z] = node.getTranslation();
    node.setTranslation([x * factor, y * factor, z * factor]);
    const light = node.getExtension<Light>("KHR_lights_punctual");
    const range = light?.getRange();
    if (light && range) light.setRange(range * factor);
  }
}

/** Only the last column of an inverse bind matrix is a length. */
function scaleSkins(document: Document, factor: number): void {
  for (const skin of document.getRoot().listSkins()) {
    const matrices = skin.getInverseBindMatrices();
    for (let index = 0; matrices && index < matrices.getCount(); index += 1) {
      const matrix: number[] = matrices.getElement(index, []);
      for (const at of [12, 13, 14]) matrix[at] = (matrix[at] ?? 0) * factor;
      matrices.setElement(index, matrix);
    }
  }
}

function scaleAnimations(document: Document, factor: number, scaled: Set<Accessor>): void {
  for (const animation of document.getRoot().listAnimations()) {
    for (const channel of animation.listChannels()) {
      if (channel.getTargetPath() === "translation") scaleAccessor(channel.getSampler()?.getOutput(), factor, scaled);
    }
  }
}

function scaleVolumes(document: Document, factor: number): void {
  for (const material of document.getRoot().listMaterials()) {
    const volume = material.getExtension<Volume>("KHR_materials_volume");
    if (!volume) continue;
    volume.setThicknessFactor(volume.getThicknessFactor() * factor);
    volume.setAttenuationDistance(volume.getAttenuationDistance() * factor);
  }
}

/**
 * Multiplies every length of the model, vertices as well as nodes, animations and skins, so that no node is left with
 * a scale that nobody expects. Floats only: the model must not be quantised.
 */
export function rescaleModel(options: Partial<RescaleOptions> = {}): Step {
  const { factor } = { ...RESCALE_DEFAULTS, ...options };
  return {
    name: "rescale",
    movesModel: true,
    run: async (document) => {
      if (factor === 1) return null;
      const scaled = new Set<Accessor>();
      scaleMeshes(document, factor, scaled);
      scaleNodes(document.getRoot().listNodes(), factor);
      scaleSkins(document, factor);
      scaleAnimations(document, factor, scaled);
      scaleVolumes(document, factor);
      return `Multiplied every length by ${factor}.`;
    },
  };
}
