import { type Box3, type Material, MeshBasicMaterial, type Scene } from "three";
import { applyVariant, meshesOf } from "../../scene/models/material-variants.ts";
import { disposeModel, type ModelTemplate } from "../../scene/models/read-model.ts";
import { listTextures, type ShownTexture } from "./list-textures.ts";

/** One of two models that are compared. */
export type CompareSide = {
  /** Null while there is nothing to show. */
  readonly bounds: Box3 | null;
  show(template: ModelTemplate): void;
  setVisible(isVisible: boolean): void;
  setWireframe(isOn: boolean): void;
  setVariant(name: string | null): void;
  textures(): readonly ShownTexture[];
  dispose(): void;
};

const WIRE_COLOUR = "#5d5850";
const asItIs = (material: Material): Material => material;

export function createCompareSide(scene: Scene): CompareSide {
  const wire = new MeshBasicMaterial({ color: WIRE_COLOUR, wireframe: true });
  let template: ModelTemplate | null = null;
  let variant: string | null = null;
  let isWire = false;

  function dress(): void {
    if (!template) return;
    applyVariant(meshesOf(template.scene), template.variantMaterials, variant, isWire ? () => wire : asItIs);
  }

  function clear(): void {
    template?.scene.removeFromParent();
    if (template) disposeModel(template);
    template = null;
  }

  return {
    get bounds() {
      return template?.bounds ?? null;
    },
    show(next) {
      clear();
      template = next;
      scene.add(next.scene);
      dress();
    },
    setVisible(isVisible) {
      if (template) template.scene.visible = isVisible;
    },
    setWireframe(isOn) {
      isWire = isOn;
      dress();
    },
    setVariant(name) {
      variant = name;
      dress();
    },
    textures: () => (template ? listTextures(template) : []),
    dispose() {
      clear();
      wire.dispose();
    },
  };
}
