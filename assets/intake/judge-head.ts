import { ALL_EXTENSIONS } from "@gltf-transform/extensions";
import { type GltfJson, isRecord, listOf, stringsOf } from "./gltf-json.ts";
import { judgeNodes } from "./judge-nodes.ts";
import { type Refusal, refuse } from "./refusal.ts";

/** The most bytes that all accessors and compressed views together may claim to decode to. */
const DECODED_BYTES_MAX = 512 * 1024 * 1024;

const COMPONENT_BYTES: Record<number, number> = { 5120: 1, 5121: 1, 5122: 2, 5123: 2, 5125: 4, 5126: 4 };
const ELEMENT_COMPONENTS: Record<string, number> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT2: 4, MAT3: 9, MAT4: 16 };

const KNOWN_EXTENSIONS: ReadonlySet<string> = new Set(ALL_EXTENSIONS.map(({ EXTENSION_NAME }) => EXTENSION_NAME));

const naturalOr0 = (value: unknown): number => (typeof value === "number" && value > 0 ? value : 0);

function claimedBytes(document: GltfJson): number {
  const accessors = listOf(document, "accessors").reduce((total, { item: { count, componentType, type } }) => {
    const components = ELEMENT_COMPONENTS[String(type)] ?? 16;
    return total + naturalOr0(count) * components * (COMPONENT_BYTES[Number(componentType)] ?? 4);
  }, 0);
  const compressed = listOf(document, "bufferViews").reduce((total, { item: { extensions } }) => {
    const claims = Object.values(isRecord(extensions) ? extensions : {}).filter(isRecord);
    return total + claims.reduce((sum, { count, byteStride }) => sum + naturalOr0(count) * naturalOr0(byteStride), 0);
  }, 0);
  return accessors + compressed;
}

/** The extensions that a document uses and nothing here understands. */
export const listUnknownExtensions = (document: GltfJson, key: "extensionsUsed" | "extensionsRequired"): string[] =>
  [...new Set(stringsOf(document, key))].filter((name) => !KNOWN_EXTENSIONS.has(name));

/**
 * Refuses what must not be decoded, from the JSON alone: extensions that nothing here understands, nodes that hang
 * together in a circle or far too many of them, sizes that would exhaust memory. Touches no vertex and no pixel.
 */
export function judgeHead(document: GltfJson): Refusal | undefined {
  const [unknown] = listUnknownExtensions(document, "extensionsRequired");
  if (unknown !== undefined) {
    return refuse("EXTENSION_UNSUPPORTED", `The model cannot be shown without the glTF extension ${unknown}.`, {
      where: "/extensionsRequired",
      fix: `Export again without ${unknown}, or with the exporter's compression and compatibility options at default.`,
    });
  }
  const tangled = judgeNodes(listOf(document, "nodes"));
  if (tangled) return tangled;
  if (claimedBytes(document) > DECODED_BYTES_MAX) {
    return refuse("TOO_MUCH_DATA", "The model's geometry decodes to more than 512 MB. Reduce it before exporting.");
  }
  return undefined;
}
