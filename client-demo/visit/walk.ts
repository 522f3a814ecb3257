import type { Product } from "../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { spaceOf } from "../../rooms/simulation/space.ts";
import { advance, createPrediction } from "../../rooms/sync/prediction.ts";
import { detectQuality } from "../scene/quality.ts";
import type { SceneFacts } from "../scene/scene-facts.ts";
import { createShowroomScene } from "../scene/view/showroom-scene.ts";
import { furnish } from "./furnish.ts";
import { createInput } from "./input/intent.ts";
import { sceneFacts } from "./state/store.ts";

const FRAME_MAX_S = 0.1;
const STAND_BEFORE_M = 1.9;

/** A walk through a layout that nobody else sees: the showroom's own scene, light and walls. */
export function openWalk(
  canvas: HTMLCanvasElement,
  overlay: HTMLElement,
  showroom: Showroom,
  products: ReadonlyMap<string, Product>,
): { readonly ready: Promise<void>; dispose(): void } {
  const exhibits = furnish(showroom, products);
  const facts: SceneFacts = { ...sceneFacts, exhibits: { value: exhibits }, products: { value: products } };
  const gl = document.createElement("canvas").getContext("webgl2");
  const quality = detectQuality(gl);
  const scene = createShowroomScene({ canvas, showroom, products, facts, quality, onProgress: () => {} });
  const space = spaceOf(showroom.layout);
  const { x, z, yaw } = showroom.layout.entrance;
  const own = createPrediction(space, { x, z, heading: yaw, pitch: 0, moving: false });
  const input = createInput({
    canvas,
    overlay,
    space,
    heading: yaw,
    pick: scene.pick,
    onExhibit(exhibitId) {
      const target = exhibits.get(exhibitId)?.transform;
      if (target) input.walkBefore(own, target, STAND_BEFORE_M);
    },
    onHandle: () => {},
  });
  let lastMs = performance.now();
  let handle = requestAnimationFrame(next);
  addEventListener("resize", scene.resize);

  function next(nowMs: number): void {
    handle = requestAnimationFrame(next);
    const dtSeconds = Math.min(FRAME_MAX_S, Math.max(0, (nowMs - lastMs) / 1_000));
    lastMs = nowMs;
    const { dirX, dirZ, speedMps, heading, pitch } = input.update(own, dtSeconds);
    advance(own, dirX, dirZ, speedMps, dtSeconds);
    const self = { x: own.x, z: own.z, heading, pitch, speed: 0, gesture: 0 };
    scene.frame({ dtSeconds, self, zoom: 0, avatars: [] });
  }

  return {
    ready: scene.ready,
    dispose() {
      cancelAnimationFrame(handle);
      removeEventListener("resize", scene.resize);
      input.dispose();
      scene.dispose();
    },
  };
}
