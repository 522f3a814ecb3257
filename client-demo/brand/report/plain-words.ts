/**
 * What the validator's codes mean for the person who exported the model, by the beginning of the code. Codes of the
 * Khronos glTF validator: ISSUES.md of KhronosGroup/glTF-Validator. A code without an entry keeps its own message.
 */
const ADVICE: readonly (readonly [prefix: string, advice: string])[] = [
  ["IMAGE_NPOT", "A texture's sides are not powers of two. Export it at 512, 1024 or 2048 pixels."],
  ["IMAGE_UNRECOGNIZED", "A texture is in a format that browsers cannot read. Use PNG, JPEG or WebP."],
  ["UNUSED_", "Something in the file is not used. Leave it out of the export to make the file smaller."],
  ["NODE_SKINNED_MESH", "A rigged part hangs below another one. Move it to the top of the scene."],
  ["NODE_EMPTY", "There is an empty object in the scene. Delete it before exporting."],
  ["MESH_PRIMITIVE_GENERATED_TANGENT", "A material needs tangents for its normal map. Turn on tangents in the export."],
  ["MESH_PRIMITIVE_NO_POSITION", "A part of the model has no shape. Delete it or export it again."],
  ["MESH_PRIMITIVE_ACCESSOR", "The parts of a mesh do not fit together. Export it again with default settings."],
  ["ACCESSOR_VECTOR3_NON_UNIT", "Some normals are not of length one. Recalculate the normals and export again."],
  ["ACCESSOR_MIN_MISMATCH", "The file states a wrong size for a part. Export it again with a newer exporter."],
  ["ACCESSOR_MAX_MISMATCH", "The file states a wrong size for a part. Export it again with a newer exporter."],
  ["ACCESSOR_INVALID_FLOAT", "Some numbers in the geometry are not numbers. Clean up the mesh and export again."],
  ["ACCESSOR_INDEX", "Some faces point to corners that do not exist. Clean up the mesh and export again."],
  ["NOT_GLB", "This is not a GLB. Export the model as binary glTF (.glb) and upload that file."],
  ["GLB_", "The file is cut off or is not a GLB. Export it again as a binary glTF (.glb)."],
  ["INVALID_JSON", "The file's description cannot be read. Export it again as a binary glTF (.glb)."],
  ["UNSUPPORTED_EXTENSION", "The file uses a feature that could not be checked. It may look different elsewhere."],
  ["UNDECLARED_EXTENSION", "The file uses a feature without saying so. Export it again with a newer exporter."],
  ["UNRESOLVED_REFERENCE", "The file points to something that is missing. Embed everything in the GLB."],
  ["IO_ERROR", "The file points to another file. Embed textures and buffers in the GLB."],
];

/** What to do about a finding, or null when its own message has to do. */
export function adviceFor(code: string): string | null {
  return ADVICE.find(([prefix]) => code.startsWith(prefix))?.[1] ?? null;
}
