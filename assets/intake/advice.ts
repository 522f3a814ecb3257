const AGAIN = "Export it again with a current exporter (Blender 4 or later; 3ds Max 2023 or later).";
const NORMALS = "Blender: Mesh › Normals › Recalculate Outside, then export again.";
const UNUSED =
  "Remove it before exporting (Blender: File › Clean Up › Purge Unused Data). The showroom's own file is made without it.";
const CLEAN = "Blender: Mesh › Clean Up › Merge by Distance and Delete Loose, then export again.";
const WEIGHTS = "Normalise the weights (Blender: Weights › Normalize All, Limit Total 4) and export again.";
const PICTURE = "Save the picture as PNG, JPEG or WebP and assign it again.";
const EXTENSION = "Export it without that option, or with a current exporter.";
const TOGETHER = "Send the model with all of its files as one zip, or export as glTF Binary (.glb).";

/**
 * What to do in the studio about what the Khronos validator finds, by its code or the beginning of it; the longest that
 * fits counts. Codes: ISSUES.md of KhronosGroup/glTF-Validator.
 */
const ADVICE: Readonly<Record<string, string>> = {
  ACCESSOR_: AGAIN,
  ACCESSOR_ANIMATION: "Bake the animation when exporting (Blender: Animation › Sampling Animations).",
  ACCESSOR_INDEX_OOB: CLEAN,
  ACCESSOR_INDEX_PRIMITIVE_RESTART: CLEAN,
  ACCESSOR_INDEX_TRIANGLE_DEGENERATE:
    "Blender: Mesh › Clean Up › Degenerate Dissolve. The showroom's own file is made without them.",
  ACCESSOR_INVALID_FLOAT: CLEAN,
  ACCESSOR_INVALID_IBM: "Apply scale and rotation of the armature, then export again.",
  ACCESSOR_JOINTS: WEIGHTS,
  ACCESSOR_NON_UNIT: NORMALS,
  ACCESSOR_VECTOR3_NON_UNIT: NORMALS,
  ACCESSOR_INVALID_SIGN: "Export without tangents; they are computed when the model is shown.",
  ACCESSOR_WEIGHTS: WEIGHTS,
  ANIMATION_: "Bake the animation when exporting (Blender: Animation › Sampling Animations).",
  ARRAY_: AGAIN,
  ASSET_: "Export it as glTF 2.0.",
  BUFFER_: AGAIN,
  BUFFER_BYTE_LENGTH_MISMATCH: "The file was cut short. Export it again, and send it again.",
  BUFFER_VIEW_TARGET_MISSING: "Nothing: it is only a hint that some exporters leave out.",
  CAMERA_: "Leave cameras out of the export; the showroom has its own.",
  DUPLICATE_: AGAIN,
  EMPTY_ENTITY: AGAIN,
  GLB_: "The file was cut short or changed on its way. Export it again as .glb, and send it again.",
  GLB_EXTRA_DATA: "Something was appended to the file. Export it again.",
  IMAGE_: PICTURE,
  IMAGE_NPOT_DIMENSIONS: "Resize the picture to 512, 1024 or 2048 pixels, each side by itself.",
  IMAGE_MIME_TYPE_INVALID: "The picture's name says another format than its content. Save it again in the studio.",
  INCOMPLETE_EXTENSION_SUPPORT: "Nothing: the validator does not look into this, the report does after decoding.",
  INVALID_JSON: AGAIN,
  INVALID_URI: TOGETHER,
  IO_ERROR: TOGETHER,
  KHR_LIGHTS_PUNCTUAL_: "Leave lamps out of the export; the showroom has its own light.",
  KHR_MATERIALS_: "Look at the settings of this material in the studio and export again.",
  MATERIAL_ALPHA_CUTOFF_INVALID_MODE: "Set the material's blend mode to Alpha Clip, or leave the threshold alone.",
  MESH_INVALID_WEIGHTS_COUNT: "Give all parts of the mesh the same shape keys.",
  MESH_PRIMITIVE_: AGAIN,
  MESH_PRIMITIVE_GENERATED_TANGENT_SPACE:
    "Tick Tangents when exporting, so that the normal map looks the same everywhere.",
  MESH_PRIMITIVE_TOO_FEW_TEXCOORDS: "Unwrap the mesh, or take the texture off its material; export with UVs ticked.",
  MESH_PRIMITIVE_UNUSED_TEXCOORD: UNUSED,
  MESH_PRIMITIVES_UNEQUAL: "Give all parts of the mesh the same shape keys and bones.",
  MULTIPLE_EXTENSIONS: "Use one kind of material for it: principled, unlit or specular-glossiness.",
  NODE_EMPTY: "Delete the empty object. The showroom's own file is made without it.",
  NODE_LOOP: "Look at the parents of these objects in the outliner; one is its own ancestor.",
  NODE_MATRIX: "Apply scale and rotation of the object, then export again.",
  NODE_SKINNED_MESH: "Move the mesh out of other objects to the top of the scene, beside its armature.",
  NODE_SKIN: "Move the armature into the same scene as its mesh.",
  NON_RELATIVE_URI: TOGETHER,
  NON_REQUIRED_EXTENSION: AGAIN,
  SCENE_NON_ROOT_NODE: AGAIN,
  SKIN_: "Check that the armature is exported with its mesh.",
  UNDECLARED_EXTENSION: EXTENSION,
  UNDEFINED_PROPERTY: AGAIN,
  UNEXPECTED_EXTENSION_OBJECT: EXTENSION,
  UNEXPECTED_PROPERTY: "Nothing, if it was put there on purpose. Nobody will read it.",
  UNKNOWN_ASSET: "Export it as glTF 2.0.",
  UNRESOLVED_REFERENCE: AGAIN,
  UNSATISFIED_DEPENDENCY: AGAIN,
  UNSUPPORTED_EXTENSION: "Nothing: the validator does not know it. The report says whether it is shown.",
  UNUSED_: UNUSED,
  TYPE_MISMATCH: AGAIN,
  VALUE_: "Look at the settings of this object in the studio; a value is out of its range.",
};

const BY_LENGTH = Object.entries(ADVICE).toSorted(([a], [b]) => b.length - a.length);

/** What to do about a finding of the validator, or nothing where there is no advice. */
export const adviseFix = (code: string): string | undefined => BY_LENGTH.find(([start]) => code.startsWith(start))?.[1];
