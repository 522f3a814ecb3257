import type { Material } from "@gltf-transform/core";
import type { Drawn } from "../facts/walk-scene.ts";
import { fillUvGrid, type UvGrid } from "./fill-uv-grid.ts";
import { listTriangles } from "./list-triangles.ts";
import { measureAreas } from "./measure-areas.ts";
import { readVectors } from "./read-vectors.ts";
import { signedArea, type UvSheet, uvTriangle } from "./uv-sheet.ts";

/** How one textured material's maps lie on what it covers. */
export type MaterialUvs = {
  readonly material: Material;
  readonly name: string;
  /** Meshes that have a texture but no coordinates for it. */
  readonly missing: readonly string[];
  readonly triangles: number;
  /** Triangles on which the texture is mirrored. */
  readonly inverted: number;
  /** The furthest that coordinates leave 0–1, in textures. */
  readonly outside: number;
  /** Null where the texture repeats many times, so that cells would say nothing. */
  readonly grid: UvGrid | null;
  readonly areas: { readonly world: number; readonly uv: number };
};

/** Coordinates further out than this repeat the texture on purpose. */
const REPEATS_BEYOND = 1;

/** Areas smaller than this have no direction. */
const AREA_MIN = 1e-12;

/** Which set of coordinates a material's maps use: that of its base colour, or of the first other map that it has. */
function texCoordOf(material: Material): number | null {
  const infos = [
    material.getBaseColorTexture() && material.getBaseColorTextureInfo(),
    material.getNormalTexture() && material.getNormalTextureInfo(),
    material.getMetallicRoughnessTexture() && material.getMetallicRoughnessTextureInfo(),
    material.getOcclusionTexture() && material.getOcclusionTextureInfo(),
    material.getEmissiveTexture() && material.getEmissiveTextureInfo(),
  ];
  return infos.find((info) => info !== null)?.getTexCoord() ?? null;
}

function countInverted(sheet: UvSheet): number {
  let inverted = 0;
  for (let start = 0; start < sheet.triangles.length; start += 3) {
    if (signedArea(uvTriangle(sheet, start)) > AREA_MIN) inverted += 1;
  }
  return inverted;
}

const furthestOutside = ({ uvs }: UvSheet): number =>
  uvs.reduce((furthest, value) => Math.max(furthest, -value, value - 1), 0);

const sumOf = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** A part of the model that one material covers; `areas` where it stands first. */
type Part = { readonly sheet: UvSheet; readonly areas: { world: number; uv: number } };

function readPart({ primitive, places }: Drawn, texCoord: number): Part | null {
  const [uv, position] = [primitive.getAttribute(`TEXCOORD_${texCoord}`), primitive.getAttribute("POSITION")];
  const [place] = places;
  if (!uv || !position || !place) return null;
  const sheet = { uvs: readVectors(uv, 2), triangles: listTriangles(primitive) };
  return { sheet, areas: measureAreas(sheet, readVectors(position, 3), place) };
}

function surveyMaterial(material: Material, drawn: readonly Drawn[], texCoord: number, index: number): MaterialUvs {
  const once = [...new Map(drawn.map((each) => [each.primitive, each])).values()];
  const read = once.map((each) => ({
    name: each.mesh.getName() || "a mesh without a name",
    part: readPart(each, texCoord),
  }));
  const parts = read.flatMap(({ part }) => (part ? [part] : []));
  const sheets = parts.map(({ sheet }) => sheet);
  const outside = Math.max(0, ...sheets.map(furthestOutside));
  return {
    material,
    name: material.getName() || `material ${index}`,
    missing: read.flatMap(({ name, part }) => (part ? [] : [name])),
    triangles: sumOf(sheets.map(({ triangles }) => triangles.length / 3)),
    inverted: sumOf(sheets.map(countInverted)),
    outside,
    grid: outside <= REPEATS_BEYOND ? fillUvGrid(sheets) : null,
    areas: { world: sumOf(parts.map(({ areas }) => areas.world)), uv: sumOf(parts.map(({ areas }) => areas.uv)) },
  };
}

/** Looks at the texture coordinates of every material that has a texture, in bounded time and memory. */
export function surveyUvs(drawn: readonly Drawn[]): MaterialUvs[] {
  const byMaterial = Map.groupBy(drawn, ({ primitive }) => primitive.getMaterial());
  return [...byMaterial].flatMap(([material, parts], index) => {
    const texCoord = material && texCoordOf(material);
    return material && texCoord !== null ? [surveyMaterial(material, parts, texCoord, index)] : [];
  });
}
