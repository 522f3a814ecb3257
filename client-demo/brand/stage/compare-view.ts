import { NeutralToneMapping, WebGLRenderer } from "three";
import { detectQuality } from "../../scene/quality.ts";
import { createOrbit } from "../../scene/view/orbit.ts";
import { type CompareSide, createCompareSide } from "./compare-side.ts";
import { createComparisonLoader } from "./comparison-loader.ts";
import { type Channel, drawTexture } from "./draw-texture.ts";
import type { ShownTexture } from "./list-textures.ts";
import { createTurntable, type Part } from "./turntable.ts";

export type Side = "before" | "after";
/** Both beside each other, or one alone. */
export type CompareLayout = "both" | Side;

/** Two models on one turntable: they turn together, and one canvas draws both. */
export type CompareView = {
  /** Replaces what a side shows. Rejects when the model cannot be had or read; resolves false when overtaken. */
  show(side: Side, url: string, onBytes: (loadedBytes: number) => void): Promise<boolean>;
  setLayout(layout: CompareLayout): void;
  setWireframe(isOn: boolean): void;
  setVariant(name: string | null): void;
  texturesOf(side: Side): readonly ShownTexture[];
  draw(texture: ShownTexture, channel: Channel, canvas: HTMLCanvasElement): void;
  dispose(): void;
};

/** Where the halves are too narrow, one goes above the other. */
const NARROW_PX = 520;
const SIDES: readonly Side[] = ["before", "after"];

export function createCompareView(canvas: HTMLCanvasElement): CompareView {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  const isPlain = detectQuality(renderer.getContext() as WebGL2RenderingContext) === "low";
  renderer.toneMapping = NeutralToneMapping;
  const table = createTurntable(renderer, isPlain);
  const loader = createComparisonLoader(renderer);
  const sides: Readonly<Record<Side, CompareSide>> = {
    before: createCompareSide(table.scene),
    after: createCompareSide(table.scene),
  };
  const running = new Map<Side, AbortController>();
  const orbit = createOrbit(canvas, false, wake);
  const resizing = new ResizeObserver(wake);
  resizing.observe(canvas);
  let layout: CompareLayout = "both";
  let request = 0;
  let last = 0;
  let disposed = false;

  function wake(): void {
    if (request === 0 && !disposed) request = requestAnimationFrame(frame);
  }

  function frame(now: number): void {
    request = 0;
    const dtSeconds = last === 0 ? 0 : Math.min(0.1, (now - last) / 1000);
    const turned = orbit.update(dtSeconds);
    drawAll();
    last = turned ? now : 0;
    if (turned) wake();
  }

  function drawAll(): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0) return;
    renderer.setPixelRatio(isPlain ? 1 : Math.min(2, devicePixelRatio));
    renderer.setSize(width, height, false);
    renderer.setScissorTest(true);
    for (const side of SIDES) {
      const part = partOf(side, layout, width, height);
      for (const each of SIDES) sides[each].setVisible(each === side);
      if (part) table.draw(part, sides[side].bounds, orbit.azimuth, orbit.elevation);
    }
  }

  return {
    async show(side, url, onBytes) {
      running.get(side)?.abort();
      const abort = new AbortController();
      running.set(side, abort);
      const template = await loader.load(url, abort.signal, onBytes);
      if (abort.signal.aborted || disposed) return false;
      sides[side].show(template);
      wake();
      return true;
    },
    setLayout(next) {
      layout = next;
      wake();
    },
    setWireframe(isOn) {
      for (const side of SIDES) sides[side].setWireframe(isOn);
      wake();
    },
    setVariant(name) {
      for (const side of SIDES) sides[side].setVariant(name);
      wake();
    },
    texturesOf: (side) => sides[side].textures(),
    draw(texture, channel, target) {
      drawTexture(renderer, texture, channel, target);
      wake();
    },
    dispose() {
      disposed = true;
      cancelAnimationFrame(request);
      resizing.disconnect();
      for (const abort of running.values()) abort.abort();
      for (const part of [orbit, sides.before, sides.after, loader, table]) part.dispose();
      renderer.dispose();
      // A page may open many of these one after the other; browsers allow few contexts at a time.
      renderer.forceContextLoss();
    },
  };
}

/** The part of the canvas that a side has, counted from below; null when it is not shown. */
function partOf(side: Side, layout: CompareLayout, width: number, height: number): Part | null {
  if (layout !== "both") return layout === side ? [0, 0, width, height] : null;
  const isFirst = side === "before";
  if (width < NARROW_PX) return [0, isFirst ? height / 2 : 0, width, height / 2];
  return [isFirst ? 0 : width / 2, 0, width / 2, height];
}
