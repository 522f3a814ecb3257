import type { Material, Texture } from "@gltf-transform/core";
import sharp from "sharp";
import { sayShare } from "../facts/say.ts";
import { UV_GRID } from "../surveys/raster-uvs.ts";
import type { MaterialUvs } from "../surveys/survey-uvs.ts";
import { type AuditCheck, notTested, type Offence, type Subject } from "./audit-check.ts";

/** Values of sRGB. The auditor's own schema goes up to 243, the guidelines to 240. */
const DARKEST = 30;
const BRIGHTEST = 240;

/** The share of pixels that may lie outside: the auditor allows none, and so fails every texture with a black seam. */
const TOLERANCE = 0.02;

/** More textures than this are not decoded. */
const TEXTURES_MAX = 32;

/** The largest picture that is decoded; the reader sees only 512 pixels of it. */
const INPUT_PIXELS_MAX = 16_384 * 16_384;

const isMetal = (material: Material): boolean =>
  material.getMetallicFactor() > 0.5 && material.getMetallicRoughnessTexture() === null;

const toSrgb = (linear: number): number =>
  255 * (linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055);

type Shares = { readonly dark: number; readonly bright: number };

const isOutside = ({ dark, bright }: Shares): boolean => dark + bright > TOLERANCE;

function describe({ dark, bright }: Shares): string {
  const parts = [
    dark > 0 ? `${sayShare(dark)} darker than ${DARKEST}` : "",
    bright > 0 ? `${sayShare(bright)} brighter than ${BRIGHTEST}` : "",
  ];
  return parts.filter(Boolean).join(", ");
}

/** A material without a texture has one colour. */
function judgeFactor(material: Material): Shares {
  const [red, green, blue] = material.getBaseColorFactor().map(toSrgb);
  const value = 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  return { dark: value < DARKEST ? 1 : 0, bright: value > BRIGHTEST ? 1 : 0 };
}

/** Looks only at what shows on the model: an atlas is often black between its pieces. */
async function judgeTexture(texture: Texture, cells: Uint8Array | undefined): Promise<Shares | null> {
  const image = texture.getImage();
  if (!image || texture.getMimeType() === "image/ktx2") return null;
  const { data } = await sharp(image, { limitInputPixels: INPUT_PIXELS_MAX })
    .removeAlpha()
    .resize(UV_GRID, UV_GRID, { fit: "fill", kernel: "nearest" })
    .greyscale()
    .raw()
    .toBuffer({ resolveWithObject: true });
  let [seen, dark, bright] = [0, 0, 0];
  for (let pixel = 0; pixel < UV_GRID * UV_GRID; pixel += 1) {
    if (cells && cells[pixel] === 0) continue;
    const value = data[pixel] ?? 0;
    seen += 1;
    if (value < DARKEST) dark += 1;
    if (value > BRIGHTEST) bright += 1;
  }
  return seen === 0 ? null : { dark: dark / seen, bright: bright / seen };
}

/** The cells of the base colour's own layout; with a texture transform they would be others. */
function cellsOf(material: Material, uvs: readonly MaterialUvs[]): Uint8Array | undefined {
  const grid = uvs.find((each) => each.material === material)?.grid;
  return grid && grid.covered > 0 && material.getBaseColorTextureInfo()?.listExtensions().length === 0
    ? grid.cells
    : undefined;
}

async function judgeMaterial(material: Material, uvs: readonly MaterialUvs[]): Promise<Shares | null> {
  const texture = material.getBaseColorTexture();
  if (!texture) return judgeFactor(material);
  return judgeTexture(texture, cellsOf(material, uvs)).catch(() => null);
}

async function run({ drawn, uvs }: Subject) {
  const shown = new Set(drawn.flatMap(({ primitive }) => primitive.getMaterial() ?? []));
  const materials = [...shown].filter((material) => !isMetal(material)).slice(0, TEXTURES_MAX);
  const offences: Offence[] = [];
  let judged = 0;
  for (const [index, material] of materials.entries()) {
    const shares = await judgeMaterial(material, uvs);
    if (shares) judged += 1;
    if (!shares || !isOutside(shares)) continue;
    const where = `material “${material.getName() || index}”`;
    offences.push({ where, message: `Of its base colour ${describe(shares)} (of 255).` });
  }
  if (judged === 0) return notTested("no base colour that can be read");
  const value = `${judged - offences.length} of ${judged} materials`;
  return offences.length > 0 ? { verdict: "fail" as const, value, offences } : { verdict: "pass" as const, value };
}

/** Decodes base colour textures and looks at what of them shows. Source: Khronos Asset Creation Guidelines, PBR colours. */
export const baseColourRange: AuditCheck = {
  id: "base-colour-range",
  title: "Base colours within range",
  limit: `${DARKEST} to ${BRIGHTEST} of 255`,
  why: "Pure black and pure white leave no room for light and shadow: the product looks cut out.",
  code: "BASE_COLOUR_RANGE",
  severity: "information",
  fix: `Lighten blacks to ${DARKEST} and darken whites to ${BRIGHTEST} in the base colour; take baked light and shadow out of it.`,
  run,
};
