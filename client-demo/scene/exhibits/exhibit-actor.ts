import { Box3, CylinderGeometry, Group, Mesh, MeshStandardMaterial } from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitTransform } from "../../../rooms/protocol/showroom.ts";
import type { Sighting, Wish } from "../models/download-order.ts";
import { createModelDisplay, type Prepare } from "../models/model-display.ts";
import type { ModelLibrary } from "../models/model-library.ts";

/** One exhibit on the floor: where it is, which model it shows, and its cord when it hangs. */
export type ExhibitActor = {
  readonly id: string;
  readonly root: Group;
  /** Bounds of the model in its own frame, before the exhibit's transform. */
  readonly bounds: Box3;
  setProduct(product: Product | null, materialVariant: string | null): void;
  setOpen(open: boolean): void;
  setOutline(colour: string | null): void;
  setPlain(isPlain: boolean): void;
  /** Takes note of how it is seen, some times a second; the detail of its model follows. */
  look(sighting: Sighting, dtSeconds: number): void;
  /** The file that it is waiting for; null for none. */
  readonly wish: Wish | null;
  /** URL of the file that is on show; "" while there is none. */
  readonly shownUrl: string;
  /** Moves towards a transform, at once when `immediate`. Returns whether anything moved since the last frame. */
  update(target: ExhibitTransform, immediate: boolean, dtSeconds: number): boolean;
  dispose(): void;
};

const FOLLOW_PER_SECOND = 16;
const STILL = 1e-4;

/** `ceilingHeight` is the room's height for exhibits that hang, null for those that stand. */
export function createExhibitActor(
  id: string,
  library: ModelLibrary,
  prepare: Prepare,
  ceilingHeight: number | null,
): ExhibitActor {
  const root = new Group();
  const bounds = new Box3();
  const cord = ceilingHeight === null ? null : createCord(root, bounds, ceilingHeight);
  const display = createModelDisplay(root, bounds, library, prepare);
  let outlineColour: string | null = null;
  let placed = false;
  return {
    id,
    root,
    bounds,
    setProduct: display.setProduct,
    setOpen: display.setOpen,
    setPlain: display.setPlain,
    look: display.look,
    get wish() {
      return display.wish;
    },
    get shownUrl() {
      return display.shownUrl;
    },
    setOutline(colour) {
      if (colour === outlineColour) return;
      outlineColour = colour;
      display.setOutline(colour);
    },
    update(target, immediate, dtSeconds) {
      const moved = follow(root, target, immediate || !placed ? 1 : 1 - Math.exp(-dtSeconds * FOLLOW_PER_SECOND));
      placed = true;
      const changed = display.update(dtSeconds);
      cord?.update();
      return moved || changed;
    },
    dispose() {
      display.dispose();
      root.removeFromParent();
    },
  };
}

/** Goes a share of the way from where an exhibit is to where it should be; false when it is there. */
function follow({ position, rotation, scale }: Group, target: ExhibitTransform, share: number): boolean {
  const turn = Math.atan2(Math.sin(target.yaw - rotation.y), Math.cos(target.yaw - rotation.y));
  const off =
    Math.abs(target.x - position.x) +
    Math.abs(target.y - position.y) +
    Math.abs(target.z - position.z) +
    Math.abs(turn) +
    Math.abs(target.scale - scale.x);
  if (off < STILL) return false;
  position.x += (target.x - position.x) * share;
  position.y += (target.y - position.y) * share;
  position.z += (target.z - position.z) * share;
  rotation.y += turn * share;
  scale.setScalar(scale.x + (target.scale - scale.x) * share);
  return true;
}

const cordGeometry = new CylinderGeometry(0.005, 0.005, 1, 6, 1, true).translate(0, 0.5, 0);
const cordMaterial = new MeshStandardMaterial({ color: "#2B2926", roughness: 0.7 });

function createCord(root: Group, bounds: Box3, ceilingHeight: number) {
  const cord = new Mesh(cordGeometry, cordMaterial);
  cord.raycast = () => {};
  root.add(cord);
  return {
    update() {
      cord.position.y = bounds.max.y;
      // The exhibit's own scale applies to the cord too: divide it out again.
      const reach = ceilingHeight - root.position.y - bounds.max.y * root.scale.y;
      cord.scale.y = Math.max(STILL, reach / root.scale.y);
    },
  };
}
