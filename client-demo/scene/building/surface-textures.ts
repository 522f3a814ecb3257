import { CanvasTexture, type ColorSpace, NoColorSpace, RepeatWrapping, SRGBColorSpace } from "three";
import { hashUnit, tilingNoise } from "./noise.ts";

/** Metres that one tile of the oak texture covers, and the width and length of a plank in it. */
export const OAK_TILE_M = 3.6;
const PLANKS = 20;
const BOARDS_PER_PLANK = 2;

type Texel = (u: number, v: number, out: Uint8ClampedArray, at: number) => void;

function paint(size: number, anisotropy: number, colorSpace: ColorSpace, texel: Texel): CanvasTexture {
  const canvas = document.createElement("canvas");
  canvas.width = size;
  canvas.height = size;
  const context = canvas.getContext("2d");
  const image = new ImageData(size, size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const at = (y * size + x) * 4;
      texel(x / size, y / size, image.data, at);
      image.data[at + 3] = 255;
    }
  }
  context?.putImageData(image, 0, 0);
  const texture = new CanvasTexture(canvas);
  texture.colorSpace = colorSpace;
  texture.wrapS = RepeatWrapping;
  texture.wrapT = RepeatWrapping;
  texture.anisotropy = anisotropy;
  return texture;
}

/** Oiled pale oak planks that run along v; boards are offset from row to row as a floor layer would. */
export function paintOak(size: number, anisotropy: number): CanvasTexture {
  const seamU = 0.9 / size;
  return paint(size, anisotropy, SRGBColorSpace, (u, v, out, at) => {
    const plank = Math.floor(u * PLANKS);
    const across = u * PLANKS - plank;
    const start = v * BOARDS_PER_PLANK + hashUnit(plank, 0, 11) * BOARDS_PER_PLANK;
    const board = Math.floor(start) % BOARDS_PER_PLANK;
    const along = start - Math.floor(start);
    const id = plank * BOARDS_PER_PLANK + board;
    // Long, wavy grain: noise stretched along the board, its rings warped by a slower noise.
    const warp = tilingNoise(u * 24, v * 3, 24, id % 7) * 2.2;
    const rings = 0.5 + 0.5 * Math.sin((across * 9 + warp + hashUnit(id, 1, 3) * 20) * 2.4);
    const pores = tilingNoise(u * 240, v * 20, 240, 5);
    const tone = 0.96 + hashUnit(id, 2, 9) * 0.08 + (rings - 0.5) * 0.055 + (pores - 0.5) * 0.05;
    const warmth = hashUnit(id, 3, 4) * 0.03;
    const nearEdge =
      Math.min(across, 1 - across) / PLANKS < seamU || Math.min(along, 1 - along) / BOARDS_PER_PLANK < seamU;
    const shade = tone * (nearEdge ? 0.72 : 1);
    out[at] = 197 * shade;
    out[at + 1] = (173 - warmth * 115) * shade;
    out[at + 2] = (141 - warmth * 240) * shade;
  });
}

/** The sheen of the planks: the red channel is unused, green is roughness (glTF's convention), blue metalness. */
export function paintOakRoughness(size: number, anisotropy: number): CanvasTexture {
  return paint(size, anisotropy, NoColorSpace, (u, v, out, at) => {
    const plank = Math.floor(u * PLANKS);
    const streak = tilingNoise(u * 120, v * 8, 120, 21);
    const value = 150 + hashUnit(plank, 5, 2) * 36 + (streak - 0.5) * 60;
    out[at] = 255;
    out[at + 1] = value;
    out[at + 2] = 0;
  });
}

/** Hand-trowelled plaster: very soft clouds with a breath of grain; white, to be tinted. */
export function paintPlaster(size: number, anisotropy: number): CanvasTexture {
  return paint(size, anisotropy, SRGBColorSpace, (u, v, out, at) => {
    const clouds = tilingNoise(u * 6, v * 6, 6, 31) * 0.6 + tilingNoise(u * 17, v * 17, 17, 32) * 0.4;
    const grain = tilingNoise(u * 128, v * 128, 128, 33);
    const value = 240 + (clouds - 0.5) * 7 + (grain - 0.5) * 6;
    out[at] = value;
    out[at + 1] = value;
    out[at + 2] = value;
  });
}

/** Straight timber grain along u, for beams and benches; light, to be tinted. */
export function paintTimber(size: number, anisotropy: number): CanvasTexture {
  return paint(size, anisotropy, SRGBColorSpace, (u, v, out, at) => {
    const warp = tilingNoise(u * 4, v * 10, 20, 41);
    const rings = 0.5 + 0.5 * Math.sin((v * 22 + warp * 2.5) * Math.PI * 2);
    const pores = tilingNoise(u * 24, v * 160, 160, 42);
    const value = 222 + (rings - 0.5) * 10 + (pores - 0.5) * 18;
    out[at] = value;
    out[at + 1] = value * 0.985;
    out[at + 2] = value * 0.96;
  });
}
