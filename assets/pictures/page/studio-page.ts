import {
  Color,
  type Material,
  type Mesh,
  NeutralToneMapping,
  type Object3D,
  PerspectiveCamera,
  Scene,
  SRGBColorSpace,
  type Texture,
  VSMShadowMap,
  WebGLRenderer,
} from "three";
import { aimAtBounds, aimAtPoints, boundsOf, pointsOf } from "./aim.ts";
import { createFloor } from "./floor.ts";
import { lightStudio } from "./light.ts";
import { createModelLoader } from "./load-model.ts";
import { PAPER, type Shot } from "./views.ts";

/* Runs in the browser: draws the model that is at /model. Served by ../serve-page.ts, called by ../studio.ts. */

export type PageShot = Omit<Shot, "materialVariant">;
export type StudioWindow = { shoot(shot: PageShot): Promise<string[]> };

const paper = new Color(PAPER);

const canvas = document.createElement("canvas");
const renderer = new WebGLRenderer({ canvas, alpha: true, antialias: true, preserveDrawingBuffer: true });
renderer.toneMapping = NeutralToneMapping;
renderer.outputColorSpace = SRGBColorSpace;
renderer.shadowMap.type = VSMShadowMap;
const scene = new Scene();
const light = lightStudio(renderer, scene);
const loadModel = createModelLoader(renderer);

async function shoot(shot: PageShot): Promise<string[]> {
  const response = await fetch("/model");
  const model = await loadModel(await response.arrayBuffer());
  scene.add(model);
  try {
    return await photograph(model, shot);
  } finally {
    scene.remove(model);
    dispose(model);
    renderer.renderLists.dispose();
  }
}

async function photograph(model: Object3D, shot: PageShot): Promise<string[]> {
  const { width, height } = shot;
  renderer.setPixelRatio(1);
  renderer.setSize(width, height, false);
  scene.background = shot.transparent ? null : paper;
  renderer.setClearColor(paper, shot.transparent ? 0 : 1);
  model.updateMatrixWorld(true);
  const bounds = shot.bounds ?? boundsOf(model);
  const camera = new PerspectiveCamera(24, width / height);
  const points = shot.portrait ? pointsOf(model) : null;
  const floor = shot.portrait ? createFloor(renderer, model, boundsOf(model)) : null;
  if (floor) scene.add(floor.object);
  light.castShadows(model, shot.portrait ? boundsOf(model) : null);
  const pictures: string[] = [];
  for (const view of shot.views) {
    if (points) aimAtPoints(camera, view, points);
    else aimAtBounds(camera, view, bounds);
    light.follow(view);
    renderer.render(scene, camera);
    pictures.push(await toBase64(canvas));
  }
  if (floor) {
    scene.remove(floor.object);
    floor.dispose();
  }
  return pictures;
}

async function toBase64(from: HTMLCanvasElement): Promise<string> {
  const blob = await new Promise<Blob | null>((done) => from.toBlob(done, "image/png"));
  if (!blob) throw new Error("The browser could not make a picture.");
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}

function dispose(model: Object3D): void {
  model.traverse((object) => {
    const mesh = object as Mesh;
    if (!mesh.isMesh) return;
    mesh.geometry.dispose();
    for (const material of Array.isArray(mesh.material) ? mesh.material : [mesh.material]) disposeMaterial(material);
  });
}

function disposeMaterial(material: Material): void {
  for (const value of Object.values(material)) {
    if (!value || typeof value !== "object" || !("isTexture" in value)) continue;
    const texture = value as Texture;
    texture.dispose();
    if (texture.image instanceof ImageBitmap) texture.image.close();
  }
  material.dispose();
}

Object.assign(globalThis, { shoot } satisfies StudioWindow);
