import { type Box3, NeutralToneMapping, PCFShadowMap, PerspectiveCamera, Vector3, WebGLRenderer } from "three";
import { isMotionReduced } from "../../kit/motion.ts";
import { createContactShadows } from "../light/contact-shadows.ts";
import { createStudio } from "../light/studio.ts";
import { createModelLibrary } from "../models/model-library.ts";
import { createShownModel, type ShownModel } from "../models/shown-model.ts";
import { detectQuality } from "../quality.ts";
import { aimAround, placeKeyLight } from "./aim-around.ts";
import { createFraming } from "./framing.ts";
import { createOrbit } from "./orbit.ts";

/** A turntable for one model. */
export type ProductView = {
  /** Rejects when the model cannot be had or read. */
  show(modelUrl: string, materialVariant: string | null, open: boolean): Promise<void>;
  setVariant(name: string | null): void;
  setOpen(open: boolean): void;
  dispose(): void;
};

const FIELD_OF_VIEW = 30;
const ROOM_AROUND = 1.02;
const size = new Vector3();
const centre = new Vector3();

/** Draws a model on neutral light over a transparent ground; drag turns it, and it turns slowly by itself. */
export function createProductView(canvas: HTMLCanvasElement): ProductView {
  const { renderer, isPlain } = createViewRenderer(canvas);
  const studio = createStudio(renderer, isPlain);
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.01, 200);
  const library = createModelLibrary();
  const shadow = createContactShadows(1);
  studio.scene.add(shadow.mesh);
  const calm = isPlain || isMotionReduced.value;
  const orbit = createOrbit(canvas, !calm, wake);
  const framing = createFraming();
  const resizing = new ResizeObserver(wake);
  resizing.observe(canvas);
  let model: ShownModel | null = null;
  let open = false;
  let variant: string | null = null;
  let request = 0;
  let last = 0;
  let asked = 0;
  let disposed = false;

  /** Frames are drawn while something moves, and one whenever something changed. */
  function wake(): void {
    if (request === 0 && !disposed) request = requestAnimationFrame(frame);
  }

  function frame(now: number): void {
    request = 0;
    const dtSeconds = last === 0 ? 0 : Math.min(0.1, (now - last) / 1000);
    const turned = orbit.update(dtSeconds);
    const swung = model?.swing(open, false, dtSeconds) ?? false;
    const reframed = framing.follow(open, dtSeconds);
    draw();
    last = turned || swung || reframed || !calm ? now : 0;
    if (last !== 0) wake();
  }

  function draw(): void {
    const { clientWidth: width, clientHeight: height } = canvas;
    if (width === 0 || height === 0 || !model) return;
    renderer.setPixelRatio(isPlain ? 1 : Math.min(2, devicePixelRatio));
    renderer.setSize(width, height, false);
    camera.aspect = width / height;
    aimAround(camera, framing.framed, ROOM_AROUND, orbit.azimuth, orbit.elevation);
    renderer.render(studio.scene, camera);
  }

  return {
    async show(modelUrl, materialVariant, isOpen) {
      const mine = ++asked;
      variant = materialVariant;
      open = isOpen;
      const template = await library.load(modelUrl);
      if (disposed || mine !== asked) return;
      model?.dispose();
      model = createShownModel(template);
      model.setVariant(variant);
      framing.measure(model, template.bounds, open);
      studio.scene.add(model.object);
      groundModel(framing.closed, shadow);
      placeKeyLight(studio.key, framing.closed);
      wake();
    },
    setVariant(name) {
      variant = name;
      model?.setVariant(name);
      wake();
    },
    setOpen(isOpen) {
      open = isOpen;
      wake();
    },
    dispose() {
      disposed = true;
      cancelAnimationFrame(request);
      resizing.disconnect();
      for (const part of [orbit, model, library, shadow, studio]) part?.dispose();
      renderer.dispose();
      // A page may open many of these one after the other; browsers allow few contexts at a time.
      renderer.forceContextLoss();
    },
  };
}

/** `isPlain` where every pixel is computed by the processor. */
function createViewRenderer(canvas: HTMLCanvasElement): { renderer: WebGLRenderer; isPlain: boolean } {
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true });
  const isPlain = detectQuality(renderer.getContext() as WebGL2RenderingContext) === "low";
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.type = PCFShadowMap;
  renderer.shadowMap.enabled = !isPlain;
  return { renderer, isPlain };
}

function groundModel(bounds: Box3, shadow: ReturnType<typeof createContactShadows>): void {
  bounds.getSize(size);
  bounds.getCenter(centre);
  shadow.begin();
  shadow.add(centre.x, bounds.min.y - 0.006, centre.z, 0, size.x * 0.46, size.z * 0.46, 0.34);
  shadow.end();
}
