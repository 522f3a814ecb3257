import type { Accessor, Document, Mesh, Primitive } from "@gltf-transform/core";
import type { Loss } from "./loss.ts";

/** The first mode that draws triangles; those below draw points and lines. */
const TRIANGLES = 4;

/** Lists the meshes of which a primitive has something. */
const meshes =
  (holds: (primitive: Primitive, mesh: Mesh) => boolean) =>
  (document: Document): string[] =>
    document
      .getRoot()
      .listMeshes()
      .filter((mesh) => mesh.listPrimitives().some((primitive) => holds(primitive, mesh)))
      .map((mesh) => mesh.getName());

/** What Quick Look does not draw or does not move. */
export const SCENE_LOSSES: readonly Loss[] = [
  {
    code: "AR_LOSES_KTX2",
    severity: "warning",
    message:
      "Textures are KTX2, which neither Scene Viewer on Android nor Quick Look on iOS reads: the model cannot be shown in AR.",
    fix: "Export the textures as PNG or JPEG; Vitrine makes the small ones itself.",
    list: (document) =>
      document
        .getRoot()
        .listTextures()
        .filter((texture) => texture.getMimeType() === "image/ktx2")
        .map((texture) => texture.getName()),
  },
  {
    code: "AR_LOSES_VERTEX_COLOURS",
    severity: "warning",
    message: "Quick Look shows no colours of vertices: in AR on iOS each mesh has the mean of its own.",
    fix: "Bake the colours into the base colour texture.",
    list: meshes((primitive) => {
      const colours = primitive.getAttribute("COLOR_0");
      return colours !== null && isVaried(colours);
    }),
  },
  {
    code: "AR_LOSES_MORPH_TARGETS",
    severity: "information",
    message: "Shapes do not morph in AR on iOS: they are shown as they are at rest.",
    fix: "Upload the shape that shoppers should see at rest.",
    list: meshes((primitive) => primitive.listTargets().length > 0),
  },
  {
    code: "AR_LOSES_ANIMATION",
    severity: "information",
    message: "Nothing moves in AR on iOS: the model is shown at rest.",
    fix: "Upload the model in the pose that shoppers should see at rest.",
    list: (document) =>
      document
        .getRoot()
        .listAnimations()
        .map((animation) => animation.getName()),
  },
  {
    code: "AR_LOSES_LIGHTS",
    severity: "information",
    message: "Lamps in the model give no light in AR on iOS: the real room lights it.",
    fix: "Give what should glow an emissive colour.",
    list: (document) =>
      document
        .getRoot()
        .listNodes()
        .filter((node) => node.getExtension("KHR_lights_punctual") !== null)
        .map((node) => node.getName()),
  },
  {
    code: "AR_LOSES_LINES",
    severity: "warning",
    message: "Points and lines are not drawn in AR on iOS.",
    fix: "Model them as thin triangles.",
    list: meshes((primitive) => primitive.getMode() < TRIANGLES),
  },
];

/** Whether an accessor's elements differ by more than what can be seen. */
function isVaried(accessor: Accessor): boolean {
  const size = accessor.getElementSize();
  const first = accessor.getElement(0, []);
  const element: number[] = [];
  for (let index = 1; index < accessor.getCount(); index += 1) {
    accessor.getElement(index, element);
    for (let axis = 0; axis < size; axis += 1) {
      if (Math.abs((element[axis] ?? 0) - (first[axis] ?? 0)) > 0.02) return true;
    }
  }
  return false;
}
