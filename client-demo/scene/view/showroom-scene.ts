import { NeutralToneMapping, PCFShadowMap, PerspectiveCamera, Scene, Vector3, WebGLRenderer } from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import { type Building, createBuilding } from "../building/building.ts";
import { createAvatars } from "../crowd/avatars.ts";
import type { RemoteAvatar } from "../crowd/crowd-body.ts";
import { createLabels } from "../crowd/labels.ts";
import { createExhibits, type Exhibits, FIRST_PARALLEL } from "../exhibits/exhibits.ts";
import { readFocus } from "../exhibits/focus.ts";
import { createContactShadows } from "../light/contact-shadows.ts";
import { createDimmer, type Dimmer } from "../light/dimmer.ts";
import { createLoadingTally } from "../models/loading-tally.ts";
import { createModelLibrary } from "../models/model-library.ts";
import { setOutlineViewport } from "../models/outline.ts";
import { createPrepare } from "../models/prepare-model.ts";
import type { CrowdRules, Quality } from "../quality.ts";
import { adaptQuality, QUALITY_SETTINGS, type QualitySettings, type ScaleGovernor } from "../quality.ts";
import type { SceneFacts } from "../scene-facts.ts";
import { createCameraRig } from "./camera-rig.ts";
import { type Picked, pickAt } from "./picking.ts";

export type SceneOptions = {
  readonly canvas: HTMLCanvasElement;
  readonly showroom: Showroom;
  readonly products: ReadonlyMap<string, Product>;
  readonly facts: SceneFacts;
  readonly quality: Quality;
  /** How finely a crowd is drawn, instead of what the quality level has; for measuring. */
  readonly crowd?: CrowdRules;
  /** Bytes of the showroom's models so far and in all. */
  onProgress(loadedBytes: number, totalBytes: number): void;
};

/** What the scene is told each frame; everything slower is in the facts. */
type SceneFrame = {
  readonly dtSeconds: number;
  /** The visitor's own pose: metres, radians, metres a second. */
  readonly self: {
    readonly x: number;
    readonly z: number;
    readonly heading: number;
    readonly pitch: number;
    readonly speed: number;
    readonly gesture: number;
  };
  /** 0 first person, 1 farthest over the shoulder. */
  readonly zoom: number;
  readonly avatars: readonly RemoteAvatar[];
};

export type ShowroomScene = {
  /** Resolves when the building is lit and every model is there, if only coarse, or has failed. */
  readonly ready: Promise<void>;
  frame(input: SceneFrame): void;
  setQuality(quality: Quality): void;
  /** Furnishes the room anew while it is looked at: new walls are swapped in under a short dimming of the light. */
  refurnish(showroom: Showroom): Promise<void>;
  resize(): void;
  pick(clientX: number, clientY: number): Picked | null;
  /** Where an exhibit's centre is on the canvas in CSS pixels, written to `out`; false when it is behind the camera. */
  placeOf(exhibitId: string, out: { x: number; y: number }): boolean;
  /** URL of the file that shows an exhibit now; "" while there is none. */
  shownUrlOf(exhibitId: string): string;
  dispose(): void;
  readonly info: { readonly drawCalls: number; readonly triangles: number };
};

const FIELD_OF_VIEW = 52;
const NARROW_FIELD_OF_VIEW = 62;
/** Nearer than this the own avatar is only in the way; farther than that it comes back. */
const HIDE_OWN_M = 0.85;
const SHOW_OWN_M = 1;
const FADE_OWN_S = 0.18;
const SHADOW_CAPACITY = 640;
const point = new Vector3();

/** Builds the room of a showroom on a canvas. Draws only when `frame` is called. */
export function createShowroomScene(options: SceneOptions): ShowroomScene {
  const { canvas, showroom, facts } = options;
  let settings = QUALITY_SETTINGS[options.quality];
  const governor: ScaleGovernor = { scale: 1, slowSeconds: 0, fastSeconds: 0 };
  const renderer = createRenderer(canvas, settings.antialias);
  const scene = new Scene();
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.06, 500);
  const building = createBuilding(renderer, scene, showroom.layout, settings);
  const { solids } = building;
  const { library, showing, arrival } = openModels(options, settings, renderer, scene, camera);
  const labels = createLabels(canvas, solids);
  const avatars = createAvatars(renderer, facts, showing, labels, settings, options.crowd);
  const shadows = createContactShadows(SHADOW_CAPACITY);
  const rig = createCameraRig(camera, building.sightBlockers);
  const own = { x: 0, z: 0, heading: 0, pitch: 0, speed: 0, gesture: 0, opacity: 0, shown: false };
  scene.add(building.group, showing.group, avatars.group, shadows.mesh);
  const dimmer = createDimmer(renderer);
  let furnished: Promise<void> = Promise.resolve();
  const ready = Promise.all([building.configure(settings), arrival]);

  function resize(): void {
    const ratio = pixelRatioOf(settings) * governor.scale;
    const width = canvas.clientWidth || 1;
    const height = canvas.clientHeight || 1;
    renderer.setPixelRatio(ratio);
    renderer.setSize(width, height, false);
    camera.aspect = width / height;
    camera.fov = camera.aspect < 1 ? NARROW_FIELD_OF_VIEW : FIELD_OF_VIEW;
    camera.updateProjectionMatrix();
    setOutlineViewport(width, height);
  }

  function frame(input: SceneFrame): void {
    const { dtSeconds, self } = input;
    if (adaptQuality(governor, dtSeconds, settings.minScale)) resize();
    rig.update(self, input.zoom, dtSeconds, readFocus(facts, showing));
    camera.updateMatrixWorld();
    Object.assign(own, self);
    fadeOwn(own, rig.distance, dtSeconds);
    showing.look(camera, canvas.clientHeight * pixelRatioOf(settings), dtSeconds);
    shadows.begin();
    const exhibitsMoved = showing.update(dtSeconds, shadows);
    const avatarsMoved = avatars.update(own, input.avatars, camera, dtSeconds, shadows);
    shadows.end();
    if (exhibitsMoved || avatarsMoved) building.touch();
    building.update(self, dtSeconds);
    dimmer.update(dtSeconds);
    labels.update(camera, dtSeconds);
    renderer.render(scene, camera);
  }

  resize();
  return {
    ready: ready.then(() => building.touch()),
    frame,
    resize,
    setQuality(quality) {
      settings = QUALITY_SETTINGS[quality];
      showing.setPlain(!settings.litSurfaces);
      avatars.configure(settings);
      library.setBudget(settings.modelBytes);
      governor.scale = 1;
      resize();
      void building.configure(settings);
    },
    refurnish(next) {
      // One after the other: the newest layout is the one that stays.
      furnished = furnished.then(() => refurnish(next, building, showing, dimmer));
      return furnished;
    },
    pick: (clientX, clientY) => pickAt(clientX, clientY, canvas, camera, showing, building.plan, solids),
    shownUrlOf: showing.shownUrlOf,
    placeOf: (exhibitId, out) => showing.centreOf(exhibitId, point) && projectTo(camera, canvas, out),
    dispose() {
      for (const part of [building, showing, avatars, labels, shadows, library]) part.dispose();
      renderer.dispose();
    },
    get info() {
      return { drawCalls: renderer.info.render.calls, triangles: renderer.info.render.triangles };
    },
  };
}

/** The exhibits and the models that they share; what is seen first is on its way when this returns. */
function openModels(
  { showroom, products, facts, onProgress }: SceneOptions,
  settings: QualitySettings,
  renderer: WebGLRenderer,
  scene: Scene,
  camera: PerspectiveCamera,
) {
  const tally = createLoadingTally(showroom.layout, products, onProgress);
  const library = createModelLibrary(tally.report);
  library.setBudget(settings.modelBytes);
  // Ahead of the first picture, which takes its time.
  library.want(tally.urls, FIRST_PARALLEL);
  const prepare = createPrepare(renderer, scene, camera);
  const showing = createExhibits(showroom, facts, library, prepare, !settings.litSurfaces);
  return { library, showing, arrival: library.settle(tally.urls).then(showing.fill) };
}

async function refurnish(next: Showroom, building: Building, showing: Exhibits, dimmer: Dimmer): Promise<void> {
  const swap = building.fits(next.layout) ? null : await building.prepare(next.layout);
  if (swap) await dimmer.darken();
  swap?.();
  showing.refurnish(next);
  building.touch();
  dimmer.lighten();
}

function pixelRatioOf(settings: QualitySettings): number {
  return Math.min(globalThis.devicePixelRatio || 1, settings.pixelRatio);
}

/** Hides or shows the own avatar with the camera's distance; between the two distances it stays as it is. */
function fadeOwn(own: { opacity: number; shown: boolean }, distance: number, dtSeconds: number): void {
  own.shown = distance > (own.shown ? HIDE_OWN_M : SHOW_OWN_M);
  const step = dtSeconds / FADE_OWN_S;
  own.opacity = own.shown ? Math.min(1, own.opacity + step) : Math.max(0, own.opacity - step);
}

/** Writes where `point` is on the canvas; false when that is behind the camera. */
function projectTo(camera: PerspectiveCamera, canvas: HTMLCanvasElement, out: { x: number; y: number }): boolean {
  point.project(camera);
  out.x = (point.x * 0.5 + 0.5) * canvas.clientWidth;
  out.y = (0.5 - point.y * 0.5) * canvas.clientHeight;
  return point.z < 1;
}

function createRenderer(canvas: HTMLCanvasElement, antialias: boolean): WebGLRenderer {
  const renderer = new WebGLRenderer({ canvas, antialias, powerPreference: "high-performance" });
  // Khronos PBR Neutral keeps product colours true.
  renderer.toneMapping = NeutralToneMapping;
  renderer.shadowMap.type = PCFShadowMap;
  return renderer;
}
