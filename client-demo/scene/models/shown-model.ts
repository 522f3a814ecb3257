import { AnimationMixer, type Material, type Mesh, type Object3D } from "three";
import { clone as cloneWithSkeletons } from "three/addons/utils/SkeletonUtils.js";
import { isMotionReduced } from "../../kit/motion.ts";
import { type FadingMaterial, giveBackFading, takeFading } from "./fading-materials.ts";
import { applyVariant, meshesOf } from "./material-variants.ts";
import { createOutline, type Outline } from "./outline.ts";
import { plainGeometry } from "./plain-geometry.ts";
import { plainMaterial } from "./plain-materials.ts";
import type { ModelTemplate } from "./read-model.ts";

/** A copy of a model on display: it opens and closes, changes its materials, and fades. */
export type ShownModel = {
  readonly object: Object3D;
  setVariant(name: string | null): void;
  /** Fewer triangles and simpler light, for machines without a graphics card; comes when it is ready. */
  setPlain(isPlain: boolean): void;
  /** Null for none. */
  setOutline(colour: string | null): void;
  /** Plays towards open or closed; at once when `immediate`. Returns whether it moved. */
  swing(open: boolean, immediate: boolean, dtSeconds: number): boolean;
  /** How far it is open, 0…1; setting it is for taking over from another model in the middle of the way. */
  openness: number;
  /** Draws the pixels from `from` up to `to` of a fine pattern, 0…1: all of them is as without a pattern. */
  setCoverage(from: number, to: number): void;
  dispose(): void;
};

export function createShownModel(template: ModelTemplate): ShownModel {
  const object = cloneWithSkeletons(template.scene);
  const meshes = meshesOf(object);
  const shapes = meshes.map((mesh) => mesh.geometry);
  const opening = createOpening(template, object);
  const veil = createVeil();
  let outline: Outline | null = null;
  let isPlain = false;
  let variant: string | null = null;

  function dress(): void {
    veil.lift();
    const finish = (material: Material) => veil.cover(isPlain ? plainMaterial(material) : material);
    applyVariant(meshes, template.variantMaterials, variant, finish);
  }

  return {
    object,
    swing: opening.swing,
    get openness() {
      return opening.openness;
    },
    set openness(share) {
      opening.openness = share;
    },
    setVariant(name) {
      if (name === variant) return;
      variant = name;
      dress();
    },
    setPlain(plain) {
      if (plain === isPlain) return;
      isPlain = plain;
      dress();
      simplify(meshes, shapes, () => isPlain);
    },
    setOutline(colour) {
      if (colour && !outline) outline = createOutline(object);
      if (colour) outline?.setColour(colour);
      outline?.setVisible(colour !== null);
    },
    setCoverage(from, to) {
      if (veil.setRange(from, to)) dress();
    },
    dispose() {
      outline?.dispose();
      veil.lift();
      opening.dispose();
      object.removeFromParent();
    },
  };
}

/** Gives meshes their simple shapes, which take a moment to compute, or their own ones again. */
function simplify(meshes: readonly Mesh[], shapes: readonly Mesh["geometry"][], isPlain: () => boolean): void {
  for (const [index, mesh] of meshes.entries()) {
    const shape = shapes[index];
    if (!shape) continue;
    if (!isPlain()) mesh.geometry = shape;
    else
      void plainGeometry(shape).then((simple) => {
        if (isPlain()) mesh.geometry = simple;
      });
  }
}

/** The doubles of materials that a model wears while it fades. */
function createVeil() {
  const worn = new Map<Material, FadingMaterial>();
  let from = 0;
  let to = 1;
  const isFading = () => from > 0 || to < 1;
  return {
    cover(material: Material): Material {
      if (!isFading()) return material;
      const fading = worn.get(material) ?? takeFading(material);
      worn.set(material, fading);
      fading.range.set(from, to);
      return fading.material;
    },
    lift(): void {
      for (const [material, fading] of worn) giveBackFading(material, fading);
      worn.clear();
    },
    /** Returns whether other materials are to be worn now. */
    setRange(nextFrom: number, nextTo: number): boolean {
      const was = isFading();
      from = nextFrom;
      to = nextTo;
      for (const { range } of worn.values()) range.set(from, to);
      return isFading() !== was;
    },
  };
}

function createOpening({ openClip }: ModelTemplate, object: Object3D) {
  const mixer = openClip ? new AnimationMixer(object) : null;
  if (mixer && openClip) mixer.clipAction(openClip).play();
  const duration = openClip?.duration ?? 0;
  let seconds = 0;

  function setSeconds(next: number): void {
    seconds = next;
    // The very end of a looping clip is its start again.
    mixer?.setTime(Math.min(seconds, Math.max(0, duration - 1e-4)));
  }

  return {
    get openness() {
      return duration === 0 ? 0 : seconds / duration;
    },
    set openness(share: number) {
      if (mixer) setSeconds(share * duration);
    },
    swing(open: boolean, immediate: boolean, dtSeconds: number): boolean {
      const goal = open ? duration : 0;
      if (!mixer || seconds === goal) return false;
      const step = immediate || isMotionReduced.value ? duration : dtSeconds;
      setSeconds(open ? Math.min(goal, seconds + step) : Math.max(goal, seconds - step));
      return true;
    },
    dispose(): void {
      mixer?.stopAllAction();
    },
  };
}
