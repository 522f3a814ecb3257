import { Group, type Scene, type WebGLRenderer } from "three";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { QualitySettings } from "../quality.ts";
import { createEnvironment } from "./environment.ts";
import { createGallery } from "./gallery.ts";
import { type GalleryPlan, planGallery } from "./gallery-plan.ts";
import { createLamps } from "./lamps.ts";
import type { Solid } from "./solids.ts";
import { createSun } from "./sun.ts";

/** Everything that follows from a layout's walls, furniture and lamps: what is seen, its light, and what is in the way. */
export type Building = {
  readonly group: Group;
  readonly plan: GalleryPlan;
  /** The same two lists always, whatever stands in them: what hides things, and what keeps a camera out. */
  readonly solids: readonly Solid[];
  readonly sightBlockers: readonly Solid[];
  /** Something that casts a shadow moved. */
  touch(): void;
  /** Lamps follow whoever looks from here. */
  update(eye: { readonly x: number; readonly z: number }, dtSeconds: number): void;
  configure(settings: QualitySettings): Promise<void>;
  /** Whether another layout needs another building, or has only its exhibits elsewhere. */
  fits(layout: ShowroomLayout): boolean;
  /** Builds and lights another layout behind the scenes. @returns puts it in the place of the old one, at once */
  prepare(layout: ShowroomLayout): Promise<() => void>;
  dispose(): void;
};

export function createBuilding(
  renderer: WebGLRenderer,
  scene: Scene,
  layout: ShowroomLayout,
  initial: QualitySettings,
): Building {
  const group = new Group();
  const solids: Solid[] = [];
  const sightBlockers: Solid[] = [];
  let settings = initial;
  let built = layout;
  let plan = planGallery(layout);
  let gallery = createGallery(layout, plan);
  let light = createLight();
  group.add(gallery.group);
  listSolids();

  function createLight() {
    return {
      environment: createEnvironment(renderer, scene, plan, !settings.litSurfaces),
      sun: createSun(renderer, scene, plan, settings),
      lamps: createLamps(scene, plan, settings.realLamps),
    };
  }

  function putOut(): void {
    for (const each of Object.values(light)) each.dispose();
  }

  function listSolids(): void {
    solids.splice(0, solids.length, ...plan.blocks.map((block) => block.solid));
    sightBlockers.splice(
      0,
      sightBlockers.length,
      ...solids,
      ...plan.panes.map((pane) => pane.solid),
      ...plan.foliage,
      plan.roof,
    );
  }

  return {
    group,
    solids,
    sightBlockers,
    get plan() {
      return plan;
    },
    touch: () => light.sun.touch(),
    update(eye, dtSeconds) {
      light.sun.update();
      light.lamps.update(eye, dtSeconds);
    },
    async configure(next) {
      settings = next;
      light.environment.setPlain(!next.litSurfaces);
      light.sun.configure(next);
      light.lamps.configure(next.realLamps);
      await gallery.configure(next);
      light.sun.touch();
    },
    fits: (other) => keyOf(other) === keyOf(built),
    async prepare(next) {
      const nextPlan = planGallery(next);
      const nextGallery = createGallery(next, nextPlan);
      const litFor = settings;
      await nextGallery.configure(litFor);
      return () => {
        group.remove(gallery.group);
        gallery.dispose();
        putOut();
        [built, plan, gallery] = [next, nextPlan, nextGallery];
        group.add(gallery.group);
        light = createLight();
        listSolids();
        light.sun.touch();
        if (settings !== litFor) void gallery.configure(settings);
      };
    },
    dispose() {
      gallery.dispose();
      putOut();
    },
  };
}

/** What the building depends on, as text to compare. */
function keyOf({ width, depth, height, entrance, walls, fixtures, spotlights }: ShowroomLayout): string {
  return JSON.stringify([width, depth, height, entrance.yaw, walls, fixtures, spotlights]);
}
