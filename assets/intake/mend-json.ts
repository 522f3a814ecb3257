import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { type GltfJson, isRecord, listOf } from "./gltf-json.ts";

const KNOWN: ReadonlySet<string> = new Set(ALL_EXTENSIONS.map(({ EXTENSION_NAME }) => EXTENSION_NAME));

/** Whether any picture that can be read stands behind a texture. */
function hasSource({ source, extensions }: GltfJson): boolean {
  if (source !== undefined) return true;
  const others = Object.entries(isRecord(extensions) ? extensions : {});
  return others.some(([name, value]) => KNOWN.has(name) && isRecord(value) && value.source !== undefined);
}

/** A copy of a material, or part of one, without the maps whose texture has no picture. Depth is that of a material. */
function dropMaps(value: unknown, empty: ReadonlySet<unknown>, depth = 0): unknown {
  if (!isRecord(value) || depth > 8) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !(key.endsWith("Texture") && isRecord(inner) && empty.has(inner.index)),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, dropMaps(inner, empty, depth + 1)]));
}

/**
 * Puts right what is valid and means nothing, but at which readers stumble: a minor version beyond 2.0, maps that refer to
 * a texture without a picture, lights without nodes. Returns the same object where there is nothing to do.
 */
export function mendJson(json: GltfJson): GltfJson {
  let mended = json;
  const { asset } = json;
  if (isRecord(asset) && asset.version !== "2.0") mended = { ...mended, asset: { ...asset, version: "2.0" } };
  if (isRecord(json.extensions) && json.nodes === undefined) mended = { ...mended, nodes: [] };
  const empty = new Set(listOf(json, "textures").flatMap(({ index, item }) => (hasSource(item) ? [] : [index])));
  if (empty.size === 0 || !Array.isArray(json.materials)) return mended;
  return { ...mended, materials: json.materials.map((material) => dropMaps(material, empty)) };
}
