import {
  DataTexture,
  DataUtils,
  DoubleSide,
  Group,
  HalfFloatType,
  LinearFilter,
  type Material,
  Mesh,
  MeshStandardMaterial,
  PlaneGeometry,
  RGBAFormat,
  type Texture,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { QualitySettings } from "../quality.ts";
import { buildBlock } from "./block-geometry.ts";
import { paintSurfaces, surfaceMaterial } from "./gallery-materials.ts";
import type { GalleryPlan, Surface } from "./gallery-plan.ts";
import { type LightAtlas, packLightAtlas } from "./light-atlas.ts";
import { bakeLight } from "./light-bake.ts";
import { createOutlook } from "./outlook.ts";
import { createPlants } from "./plants.ts";

/** The empty building: shell, furniture of the house, greenery and the view out. */
export type Gallery = {
  readonly group: Group;
  /** Swaps materials and bakes the light anew for another quality. */
  configure(settings: QualitySettings): Promise<void>;
  dispose(): void;
};

/** Gives the browser a turn. */
function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}

export function createGallery(layout: ShowroomLayout, plan: GalleryPlan): Gallery {
  const group = new Group();
  const outlook = createOutlook(plan.width, plan.depth);
  const plants = createPlants(layout.fixtures.filter((fixture) => fixture.kind === "planter"));
  const panes = createPanes(plan);
  group.add(outlook.group, plants.group, panes);
  let shell: Shell | null = null;
  let latest = 0;

  return {
    group,
    async configure(settings) {
      const mine = ++latest;
      const next = await buildShell(plan, settings);
      if (mine !== latest) return next.dispose();
      if (shell) group.remove(shell.group);
      shell?.dispose();
      shell = next;
      group.add(next.group);
      // Glass is nothing but a reflection, and where there are none it would only cost time.
      panes.visible = settings.litSurfaces;
    },
    dispose() {
      latest++;
      shell?.dispose();
      outlook.dispose();
      plants.dispose();
      panes.traverse((object) => {
        if (object instanceof Mesh) object.geometry.dispose();
      });
      for (const child of panes.children) if (child instanceof Mesh) child.material.dispose();
    },
  };
}

type Shell = { readonly group: Group; dispose(): void };

async function buildShell(plan: GalleryPlan, settings: QualitySettings): Promise<Shell> {
  const atlas = packLightAtlas(plan.blocks, settings.bakeTexelsPerM);
  const light = await bakeLight(plan, atlas, { rays: settings.bakeRays, withSun: settings.shadowSize === 0, pause });
  const lightMap = lightTexture(light, atlas);
  const textures = paintSurfaces(settings, plan.alongZ);
  const group = new Group();
  const materials: Material[] = [];
  for (const surface of new Set(plan.blocks.map((block) => block.surface))) {
    const material = surfaceMaterial(surface, textures, lightMap, settings);
    const mesh = new Mesh(mergeSurface(plan, atlas, surface), material);
    mesh.castShadow = surface !== "oak" && surface !== "shadow-gap";
    mesh.receiveShadow = settings.shadowSize > 0;
    mesh.matrixAutoUpdate = false;
    materials.push(material);
    group.add(mesh);
  }
  return {
    group,
    dispose() {
      for (const child of group.children) if (child instanceof Mesh) child.geometry.dispose();
      for (const material of materials) material.dispose();
      for (const texture of Object.values(textures)) texture.dispose();
      lightMap.dispose();
    },
  };
}

function mergeSurface(plan: GalleryPlan, atlas: LightAtlas, surface: Surface) {
  const parts = plan.blocks.flatMap((block, index) =>
    block.surface === surface ? [buildBlock(block, atlas.patches[index] ?? [], atlas)] : [],
  );
  const merged = mergeGeometries(parts);
  for (const part of parts) part.dispose();
  return merged;
}

function lightTexture(light: Float32Array, atlas: LightAtlas): Texture {
  const half = new Uint16Array(light.length);
  for (let index = 0; index < light.length; index++) half[index] = DataUtils.toHalfFloat(light[index] ?? 0);
  const texture = new DataTexture(half, atlas.width, atlas.height, RGBAFormat, HalfFloatType);
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearFilter;
  texture.channel = 1;
  texture.needsUpdate = true;
  return texture;
}

/** Glass that shows itself by a faint reflection only. */
function createPanes(plan: GalleryPlan): Group {
  const group = new Group();
  const material = new MeshStandardMaterial({
    color: "#DCE8E6",
    roughness: 0.05,
    transparent: true,
    opacity: 0.07,
    side: DoubleSide,
    depthWrite: false,
    envMapIntensity: 0.6,
  });
  for (const { solid, yaw } of plan.panes) {
    const mesh = new Mesh(new PlaneGeometry(solid.halfWidth * 2, solid.halfHeight * 2), material);
    mesh.position.set(solid.x, solid.y, solid.z);
    mesh.rotation.y = yaw;
    group.add(mesh);
  }
  return group;
}
