import { z } from "zod";

const MAGIC = 0x46546c67;
const JSON_CHUNK = 0x4e4f534a;
const HEADER_BYTES = 20;

const variantList = z.object({
  extensions: z.object({ KHR_materials_variants: z.object({ variants: z.array(z.object({ name: z.string() })) }) }),
  meshes: z.array(z.looseObject({ primitives: z.array(z.looseObject({})) })),
});
const mappingList = z.object({
  extensions: z.object({
    KHR_materials_variants: z.object({
      mappings: z.array(z.object({ material: z.int(), variants: z.array(z.int()) })),
    }),
  }),
});

/**
 * Gives a GLB the materials of one of its variants as its own, so that any viewer shows them. The same bytes for null
 * and for a variant that the file does not have.
 * @throws Error for what is not a GLB of glTF 2.0
 */
export function dressGlb(glb: Uint8Array, materialVariant: string | null): Uint8Array {
  if (materialVariant === null) return glb;
  const view = new DataView(glb.buffer, glb.byteOffset, glb.byteLength);
  if (glb.byteLength < HEADER_BYTES || view.getUint32(0, true) !== MAGIC || view.getUint32(16, true) !== JSON_CHUNK) {
    throw new Error("This is not a GLB of glTF 2.0.");
  }
  const jsonEnd = HEADER_BYTES + view.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(glb.subarray(HEADER_BYTES, jsonEnd)));
  return chooseMaterials(json, materialVariant) ? replaceJson(glb, jsonEnd, json) : glb;
}

/** Sets the materials in place; false when there was nothing to set. */
function chooseMaterials(json: unknown, name: string): boolean {
  const declared = variantList.safeParse(json);
  if (!declared.success) return false;
  const variant = declared.data.extensions.KHR_materials_variants.variants.findIndex((each) => each.name === name);
  if (variant < 0) return false;
  for (const primitive of (json as z.infer<typeof variantList>).meshes.flatMap((mesh) => mesh.primitives)) {
    const mapped = mappingList.safeParse(primitive);
    if (!mapped.success) continue;
    const { mappings } = mapped.data.extensions.KHR_materials_variants;
    const mapping = mappings.find((each) => each.variants.includes(variant));
    if (mapping) primitive.material = mapping.material;
  }
  return true;
}

function replaceJson(glb: Uint8Array, jsonEnd: number, json: unknown): Uint8Array {
  const text = new TextEncoder().encode(JSON.stringify(json));
  const padded = Math.ceil(text.byteLength / 4) * 4;
  const dressed = new Uint8Array(HEADER_BYTES + padded + glb.byteLength - jsonEnd).fill(0x20, 0, HEADER_BYTES + padded);
  dressed.set(glb.subarray(0, HEADER_BYTES));
  dressed.set(text, HEADER_BYTES);
  dressed.set(glb.subarray(jsonEnd), HEADER_BYTES + padded);
  const view = new DataView(dressed.buffer);
  view.setUint32(8, dressed.byteLength, true);
  view.setUint32(12, padded, true);
  return dressed;
}
