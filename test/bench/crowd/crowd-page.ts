import type { CrowdRules, Quality } from "../../../client-demo/scene/quality.ts";
import { createShowroomScene, type ShowroomScene } from "../../../client-demo/scene/view/showroom-scene.ts";
import { furnish } from "../../../client-demo/visit/furnish.ts";
import { exhibits, phase, products, sceneFacts, visitors } from "../../../client-demo/visit/state/store.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import { createWalkers } from "./walkers.ts";

/*
 * A page that draws the showroom's own scene with people walking in it, and nothing else of the product: no room, no
 * interface. The bench, and a test, drive it from outside through `window.crowd`.
 */

type OpenOptions = {
  readonly showroom: Showroom;
  readonly products: readonly Product[];
  readonly quality: Quality;
  /** Everybody is drawn with all parts, as if there were no levels of detail. */
  readonly full?: boolean;
};

type DrawOptions = { readonly avatars: number; readonly seed: number };

/** Frame times in milliseconds, and what the last frame drew. */
export type Measured = {
  readonly frameMs: readonly number[];
  /** The part of them that the page's own script took, before the graphics had to finish. */
  readonly scriptMs: readonly number[];
  readonly drawCalls: number;
  readonly triangles: number;
  readonly labels: number;
};

export type CrowdPage = {
  /** Builds the scene and waits until it is lit and furnished. */
  open(options: OpenOptions): Promise<void>;
  /** Draws frames of a crowd for so many seconds at least, and at least so many frames; the first few are not counted. */
  measure(options: DrawOptions & { readonly seconds: number; readonly frames: number }): Promise<Measured>;
};

/** Between the frame rates at which the scene would change its resolution: all sizes are drawn at the same one. */
const STEP_S = 1 / 40;
const WARM_UP_FRAMES = 4;
const EVERYBODY: CrowdRules = {
  fullWithinM: Number.MAX_VALUE,
  fullMost: 2_000,
  simpleWithinM: 0,
  simpleMost: 0,
};

const canvas = document.getElementById("scene");
if (!(canvas instanceof HTMLCanvasElement)) throw new Error("the page has no canvas");

let scene: ShowroomScene | null = null;
let self = { x: 0, z: 0, heading: 0, pitch: 0, speed: 0, gesture: 0 };
let opened: OpenOptions | null = null;

async function open(options: OpenOptions): Promise<void> {
  opened = options;
  products.value = new Map(options.products.map((product) => [product.id, product]));
  exhibits.value = furnish(options.showroom, products.value);
  phase.value = "live";
  const { x, z, yaw } = options.showroom.layout.entrance;
  self = { ...self, x, z, heading: yaw };
  scene = createShowroomScene({
    canvas: canvas as HTMLCanvasElement,
    showroom: options.showroom,
    products: products.value,
    facts: sceneFacts,
    quality: options.quality,
    ...(options.full ? { crowd: EVERYBODY } : {}),
    onProgress: () => {},
  });
  await scene.ready;
}

/** Waits until the last pixel of a frame is there. */
function finishDrawing(): void {
  const gl = (canvas as HTMLCanvasElement).getContext("webgl2");
  gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
}

async function measure({ avatars, seed, seconds, frames }: Parameters<CrowdPage["measure"]>[0]): Promise<Measured> {
  if (!scene || !opened) throw new Error("open the scene first");
  const walkers = createWalkers(avatars, opened.showroom.layout, self.x, self.z, seed);
  visitors.value = walkers.visitors;
  const frameMs: number[] = [];
  const scriptMs: number[] = [];
  const startedAt = performance.now();
  for (let frame = -WARM_UP_FRAMES; frame < frames || performance.now() - startedAt < seconds * 1_000; frame++) {
    await new Promise(requestAnimationFrame);
    walkers.step(STEP_S);
    const before = performance.now();
    scene.frame({ dtSeconds: STEP_S, self, zoom: 1, avatars: walkers.avatars });
    const handedOver = performance.now();
    finishDrawing();
    if (frame < 0) continue;
    scriptMs.push(handedOver - before);
    frameMs.push(performance.now() - before);
  }
  const labels = canvas?.nextElementSibling?.childElementCount ?? 0;
  return { frameMs, scriptMs, ...scene.info, labels };
}

Reflect.set(window, "crowd", { open, measure } satisfies CrowdPage);
