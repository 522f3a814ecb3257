import {
  type CanvasTexture,
  Color,
  type Material,
  MeshBasicMaterial,
  MeshStandardMaterial,
  ShaderChunk,
  type Texture,
} from "three";
import type { QualitySettings } from "../quality.ts";
import type { Surface } from "./gallery-plan.ts";
import { OAK_TILE_M, paintOak, paintOakRoughness, paintPlaster, paintTimber } from "./surface-textures.ts";

type Finish = {
  readonly colour: string;
  readonly roughness: number;
  readonly texture: "oak" | "plaster" | "timber" | null;
};

/** Colour, roughness and texture of each surface. */
export const FINISHES: Readonly<Record<Surface, Finish>> = {
  plaster: { colour: "#F7F1E7", roughness: 0.94, texture: "plaster" },
  ceiling: { colour: "#F5F3EE", roughness: 0.96, texture: null },
  accent: { colour: "#C58F76", roughness: 0.94, texture: "plaster" },
  plinth: { colour: "#F1EDE7", roughness: 0.62, texture: null },
  "shadow-gap": { colour: "#2A2724", roughness: 0.9, texture: null },
  oak: { colour: "#FFFFFF", roughness: 0.72, texture: "oak" },
  wood: { colour: "#DEC29D", roughness: 0.6, texture: "timber" },
  planter: { colour: "#A79C8F", roughness: 0.85, texture: "plaster" },
  metal: { colour: "#34322F", roughness: 0.5, texture: null },
};

const PLASTER_TILE_M = 2.4;
const TIMBER_TILE_M = 1.6;

/** Textures are painted once for a scene and shared by its materials. */
export type SurfaceTextures = {
  readonly oak: CanvasTexture;
  readonly oakRoughness: CanvasTexture;
  readonly plaster: CanvasTexture;
  readonly timber: CanvasTexture;
};

export function paintSurfaces(settings: QualitySettings, planksAlongZ: boolean): SurfaceTextures {
  const { textureSize, anisotropy } = settings;
  const textures = {
    oak: paintOak(textureSize, anisotropy),
    oakRoughness: paintOakRoughness(textureSize / 2, anisotropy),
    plaster: paintPlaster(textureSize / 2, anisotropy),
    timber: paintTimber(textureSize / 2, anisotropy),
  };
  textures.oak.repeat.setScalar(1 / OAK_TILE_M);
  textures.oakRoughness.repeat.setScalar(1 / OAK_TILE_M);
  if (!planksAlongZ) {
    textures.oak.rotation = Math.PI / 2;
    textures.oakRoughness.rotation = Math.PI / 2;
  }
  textures.plaster.repeat.setScalar(1 / PLASTER_TILE_M);
  textures.timber.repeat.setScalar(1 / TIMBER_TILE_M);
  return textures;
}

/** The material of a surface under baked light; lit by the sun and with reflections where quality allows. */
export function surfaceMaterial(
  surface: Surface,
  textures: SurfaceTextures,
  lightMap: Texture,
  settings: QualitySettings,
): Material {
  const { colour, roughness, texture } = FINISHES[surface];
  const common = {
    color: new Color(colour),
    map: texture ? textures[texture] : null,
    lightMap,
    lightMapIntensity: Math.PI,
  };
  if (!settings.litSurfaces) return new MeshBasicMaterial(common);
  const isOak = surface === "oak";
  const material = new MeshStandardMaterial({
    ...common,
    roughness,
    roughnessMap: isOak ? textures.oakRoughness : null,
    envMapIntensity: isOak ? 1 : 0.7,
  });
  if (isOak) {
    material.bumpMap = textures.oak;
    material.bumpScale = 0.6;
  }
  return useBakedLightOnly(material);
}

/**
 * Lets the environment map give reflections only, and no real lamp shine: the map's diffuse light is in the light map already, and better, because
 * that knows what stands in the way. Where the baked light is dim, reflections are dimmed too.
 */
function useBakedLightOnly(material: MeshStandardMaterial): MeshStandardMaterial {
  const lights = ShaderChunk.lights_fragment_maps.replace("iblIrradiance += getIBLIrradiance( geometryNormal );", "");
  // Spotlights are in the light map too: the real ones are for what stands in the room.
  const direct = ShaderChunk.lights_fragment_begin.replace("( NUM_SPOT_LIGHTS > 0 ) && defined( RE_Direct )", "0");
  material.onBeforeCompile = (shader) => {
    shader.fragmentShader = shader.fragmentShader.replace("#include <lights_fragment_begin>", direct);
    shader.fragmentShader = shader.fragmentShader.replace(
      "#include <lights_fragment_maps>",
      `${lights}\n\tradiance *= smoothstep( 0.0, 0.7, dot( lightMapIrradiance, vec3( 0.1061 ) ) );`,
    );
  };
  material.customProgramCacheKey = () => "baked-light-only";
  return material;
}
