import { AnimationMixer, type Material, type Object3D } from "three";
import { isMotionReduced } from "../ui/motion.ts";
import { applyVariant, meshesOf } from "./material-variants.ts";
import { copyModel, type ModelTemplate } from "./model-library.ts";
import { createOutline, type Outline } from "./outline.ts";
import { plainGeometry } from "./plain-geometry.ts";
import { plainMaterial } from "./plain-materials.ts";

/** A copy of a model on display: it grows in, opens and closes, changes its materials, and shrinks away when replaced. */
export type ShownModel = {
  readonly object: Object3D;
  setVariant(name: string | null): void;
  /** Fewer triangles and simpler light, for machines without a graphics card; comes when it is ready. */
  setPlain(isPlain: boolean): void;
  /** Null for none. */
  setOutline(colour: string | null): void;
  /** Plays towards open or closed; at once when `immediate`. Returns whether it moved. */
  swing(open: boolean, immediate: boolean, dtSeconds: number): boolean;
  /** Grows while `staying`, else shrinks. Returns whether it moved. */
  fade(staying: boolean, dtSeconds: number): boolean;
  readonly isGone: boolean;
  dispose(): void;
};

const FADE_S = 0.24;
const SMALLEST = 0.001;
const asItIs = (material: Material): Material => material;

export function createShownModel(template: ModelTemplate): ShownModel {
  const object = copyModel(template);
  const meshes = meshesOf(object);
  const shapes = meshes.map((mesh) => mesh.geometry);
  const { openClip } = template;
  const mixer = openClip ? new AnimationMixer(object) : null;
  if (mixer && openClip) mixer.clipAction(openClip).play();
  let outline: Outline | null = null;
  let openSeconds = 0;
  let presence = 0;
  let isPlain = false;
  let variant: string | null = null;

  function dress(): void {
    applyVariant(meshes, template.variantMaterials, variant, isPlain ? plainMaterial : asItIs);
  }

  return {
    object,
    setVariant(name) {
      variant = name;
      dress();
    },
    setPlain(plain) {
      if (plain === isPlain) return;
      isPlain = plain;
      dress();
      for (const [index, mesh] of meshes.entries()) {
        const shape = shapes[index];
        if (!shape) continue;
        if (!plain) mesh.geometry = shape;
        else
          void plainGeometry(shape).then((simple) => {
            if (isPlain) mesh.geometry = simple;
          });
      }
    },
    setOutline(colour) {
      if (colour && !outline) outline = createOutline(object);
      if (colour) outline?.setColour(colour);
      outline?.setVisible(colour !== null);
    },
    swing(open, immediate, dtSeconds) {
      const duration = openClip?.duration ?? 0;
      const goal = open ? duration : 0;
      if (!mixer || openSeconds === goal) return false;
      const step = immediate || isMotionReduced.value ? duration : dtSeconds;
      openSeconds = open ? Math.min(goal, openSeconds + step) : Math.max(goal, openSeconds - step);
      // The very end of a looping clip is its start again.
      mixer.setTime(Math.min(openSeconds, duration - 1e-4));
      return true;
    },
    fade(staying, dtSeconds) {
      const before = presence;
      const step = isMotionReduced.value ? 1 : dtSeconds / FADE_S;
      presence = Math.min(1, Math.max(0, presence + (staying ? step : -step)));
      if (presence === before) return false;
      const eased = 1 - (1 - presence) ** 3;
      object.scale.setScalar(Math.max(SMALLEST, staying ? 0.85 + 0.15 * eased : eased));
      return true;
    },
    get isGone() {
      return presence === 0;
    },
    dispose() {
      outline?.dispose();
      mixer?.stopAllAction();
      object.removeFromParent();
    },
  };
}
