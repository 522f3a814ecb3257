import type { Recipe } from "./bake-image.ts";
import { type Attribute, float, floats, type Prim, token } from "./crate/layer.ts";
import { isSameMapping, listMappings, type Surface, type TextureUse } from "./surface.ts";

/** Turns a texture and what is to be done to it into the file name that the layer refers to. */
export type AddImage = (use: TextureUse, recipe: Recipe) => Promise<string>;

type Channel = "r" | "g" | "b" | "a" | "rgb";
type Input = { readonly name: string; readonly type: "color3f" | "float" | "normal3f" };

/** The primvar that holds the texture coordinates of a surface's nth mapping. */
export const primvarName = (index: number): string => (index === 0 ? "st" : `st${index}`);

const NONE = [0, 0, 0, 0];
const NUMBERS: Recipe = { gain: [1, 1, 1, 1], lift: NONE, isColour: false, alpha: "drop" };

/**
 * Writes a surface as a material of UsdPreviewSurface with one reader for each set of texture coordinates and one
 * texture for each input. Source: UsdPreviewSurface Specification 2.6.
 */
export async function makeMaterialPrim(
  surface: Surface,
  name: string,
  root: string,
  addImage: AddImage,
): Promise<Prim> {
  const path = `${root}/${name}`;
  const network = createNetwork(surface, path, addImage);
  const attributes: Attribute[] = [
    { name: "info:id", type: "token", isUniform: true, value: token("UsdPreviewSurface") },
    { name: "inputs:useSpecularWorkflow", type: "int", value: { kind: "int", value: 0 } },
    ...(await colourInputs(surface, network)),
    ...(await relief(surface, network)),
    ...(surface.isUnlit ? MATT : await shineInputs(surface, network)),
    { name: "outputs:surface", type: "token" },
  ];
  return {
    type: "Material",
    name,
    attributes: [{ name: "outputs:surface", type: "token", connect: `${path}/Surface.outputs:surface` }],
    children: [{ type: "Shader", name: "Surface", attributes, children: [] }, ...network.shaders],
  };
}

const MATT: readonly Attribute[] = [
  { name: "inputs:metallic", type: "float", value: float(0) },
  { name: "inputs:roughness", type: "float", value: float(1) },
];

type Network = {
  readonly shaders: Prim[];
  /** Adds a texture of one channel and gives the connected input. */
  connect(
    input: Input,
    label: string,
    use: TextureUse,
    recipe: Recipe,
    channel: Channel,
    extra?: Attribute[],
  ): Promise<Attribute>;
};

function createNetwork(surface: Surface, path: string, addImage: AddImage): Network {
  const mappings = listMappings(surface);
  const shaders = mappings.map((_, index) => makeReader(index));
  return {
    shaders,
    async connect(input, label, use, recipe, channel, extra = []) {
      const reader = mappings.findIndex((each) => isSameMapping(each, use.mapping));
      const file = await addImage(use, recipe);
      if (!shaders.some((each) => each.name === label)) {
        shaders.push(makeTexture(label, file, use, recipe, `${path}/${readerName(reader)}.outputs:result`, extra));
      }
      return { name: `inputs:${input.name}`, type: input.type, connect: `${path}/${label}.outputs:${channel}` };
    },
  };
}

const readerName = (index: number): string => `Coordinates${index === 0 ? "" : index}`;

function makeReader(index: number): Prim {
  const attributes: Attribute[] = [
    { name: "info:id", type: "token", isUniform: true, value: token("UsdPrimvarReader_float2") },
    { name: "inputs:varname", type: "string", value: { kind: "string", value: primvarName(index) } },
    { name: "outputs:result", type: "float2" },
  ];
  return { type: "Shader", name: readerName(index), attributes, children: [] };
}

function makeTexture(
  name: string,
  file: string,
  use: TextureUse,
  recipe: Recipe,
  st: string,
  extra: Attribute[],
): Prim {
  const attributes: Attribute[] = [
    { name: "info:id", type: "token", isUniform: true, value: token("UsdUVTexture") },
    { name: "inputs:file", type: "asset", value: { kind: "asset", value: file } },
    { name: "inputs:st", type: "float2", connect: st },
    { name: "inputs:sourceColorSpace", type: "token", value: token(recipe.isColour ? "sRGB" : "raw") },
    { name: "inputs:wrapS", type: "token", value: token(use.wrapS === "clamp" ? "clamp" : use.wrapS) },
    { name: "inputs:wrapT", type: "token", value: token(use.wrapT) },
    ...extra,
    ...(["r", "g", "b", "a"] as const).map((channel) => ({ name: `outputs:${channel}`, type: "float" })),
    { name: "outputs:rgb", type: "float3" },
  ];
  return { type: "Shader", name, attributes, children: [] };
}

async function colourInputs(surface: Surface, network: Network): Promise<Attribute[]> {
  const { baseColour, alphaMode, alphaCutoff, isUnlit, textures, emissive } = surface;
  const alpha = alphaMode === "MASK" ? alphaCutoff : alphaMode === "BLEND" ? "keep" : "drop";
  const recipe: Recipe = {
    gain: alpha === "drop" ? [...baseColour.slice(0, 3), 1] : baseColour,
    lift: NONE,
    isColour: true,
    alpha,
  };
  // What is not lit glows in its own colour instead.
  const target: Input = { name: isUnlit ? "emissiveColor" : "diffuseColor", type: "color3f" };
  const inputs: Attribute[] = [];
  if (textures.baseColour) {
    inputs.push(await network.connect(target, "BaseColour", textures.baseColour, recipe, "rgb"));
  } else inputs.push({ name: `inputs:${target.name}`, type: "color3f", value: floats(...baseColour.slice(0, 3)) });
  if (alphaMode !== "OPAQUE") {
    const opacity: Input = { name: "opacity", type: "float" };
    if (textures.baseColour)
      inputs.push(await network.connect(opacity, "BaseColour", textures.baseColour, recipe, "a"));
    else inputs.push({ name: "inputs:opacity", type: "float", value: float(maskedOpacity(surface)) });
  }
  // Alpha is baked to nothing or all, so any threshold between gives the same cut.
  if (alphaMode === "MASK") inputs.push({ name: "inputs:opacityThreshold", type: "float", value: float(0.5) });
  if (isUnlit) inputs.push({ name: "inputs:diffuseColor", type: "color3f", value: floats(0, 0, 0) });
  else if (emissive.some((each) => each > 0)) inputs.push(await emissiveInput(surface, network));
  return inputs;
}

const maskedOpacity = ({ alphaMode, alphaCutoff, baseColour }: Surface): number =>
  alphaMode === "MASK" ? Number(baseColour[3] >= alphaCutoff) : baseColour[3];

async function emissiveInput({ emissive, textures }: Surface, network: Network): Promise<Attribute> {
  const input: Input = { name: "emissiveColor", type: "color3f" };
  if (!textures.emissive) return { name: "inputs:emissiveColor", type: "color3f", value: floats(...emissive) };
  const recipe: Recipe = { gain: [...emissive, 1], lift: NONE, isColour: true, alpha: "drop" };
  return network.connect(input, "Emissive", textures.emissive, recipe, "rgb");
}

/** A normal map holds −1…1 as 0…1, and its scale bends it less or more. */
async function relief({ textures, normalScale, isUnlit }: Surface, network: Network): Promise<Attribute[]> {
  if (!textures.normal || isUnlit) return [];
  const extra: Attribute[] = [
    { name: "inputs:scale", type: "float4", value: floats(2 * normalScale, 2 * normalScale, 2, 1) },
    { name: "inputs:bias", type: "float4", value: floats(-normalScale, -normalScale, -1, 0) },
  ];
  return [
    await network.connect({ name: "normal", type: "normal3f" }, "Normal", textures.normal, NUMBERS, "rgb", extra),
  ];
}

async function shineInputs(surface: Surface, network: Network): Promise<Attribute[]> {
  const { metallic, roughness, clearcoat, clearcoatRoughness, ior, textures } = surface;
  const inputs: Attribute[] = [];
  const scalar = (name: string): Input => ({ name, type: "float" });
  const recipe = shineRecipe(surface);
  if (textures.metallicRoughness) {
    inputs.push(await network.connect(scalar("metallic"), "Metallic", textures.metallicRoughness, recipe, "b"));
    inputs.push(await network.connect(scalar("roughness"), "Roughness", textures.metallicRoughness, recipe, "g"));
  } else {
    inputs.push({ name: "inputs:metallic", type: "float", value: float(metallic) });
    inputs.push({ name: "inputs:roughness", type: "float", value: float(roughness) });
  }
  if (textures.occlusion) {
    const own = isPacked(surface) ? recipe : { ...NUMBERS, ...occlusionBend(surface, [1, 1, 1, 1]) };
    inputs.push(await network.connect(scalar("occlusion"), "Occlusion", textures.occlusion, own, "r"));
  }
  if (clearcoat > 0) {
    inputs.push({ name: "inputs:clearcoat", type: "float", value: float(clearcoat) });
    inputs.push({ name: "inputs:clearcoatRoughness", type: "float", value: float(clearcoatRoughness) });
  }
  if (ior !== 1.5) inputs.push({ name: "inputs:ior", type: "float", value: float(ior) });
  return inputs;
}

/** Whether one image holds occlusion, roughness and metal, as it should. */
const isPacked = ({ textures }: Surface): boolean =>
  textures.occlusion !== null && textures.occlusion.texture === textures.metallicRoughness?.texture;

function shineRecipe(surface: Surface): Recipe {
  const gain = [1, surface.roughness, surface.metallic, 1];
  return isPacked(surface) ? { ...NUMBERS, ...occlusionBend(surface, gain) } : { ...NUMBERS, gain };
}

/** Strength s of an occlusion map makes 1 + s (value − 1) of its values. */
function occlusionBend({ occlusionStrength }: Surface, gain: readonly number[]): Pick<Recipe, "gain" | "lift"> {
  return { gain: [occlusionStrength, ...gain.slice(1)], lift: [1 - occlusionStrength, 0, 0, 0] };
}
