import type { Document, Material } from "@gltf-transform/core";
import type { Clearcoat, EmissiveStrength, Sheen, Transmission } from "@gltf-transform/extensions";
import type { Loss } from "./loss.ts";
import { listMappings, readSurface } from "./surface.ts";

const PIXELS_MAX = 2_048;

/** Lists the materials that something holds for. */
const materials =
  (holds: (material: Material) => boolean) =>
  (document: Document): string[] =>
    document
      .getRoot()
      .listMaterials()
      .filter(holds)
      .map((material) => material.getName());

const uses = (extension: string) => materials((material) => material.getExtension(extension) !== null);

/** What UsdPreviewSurface has no word for, or Quick Look does not follow. */
export const MATERIAL_LOSSES: readonly Loss[] = [
  {
    code: "AR_LOSES_TRANSMISSION",
    severity: "warning",
    message:
      "Glass is shown as thin colour in AR on iOS: light passes through it, but nothing behind it is bent or blurred.",
    fix: "Nothing to do unless it looks wrong on a phone; then give the material alpha blending with an alpha of about 0.3.",
    list: materials(
      (material) =>
        (material.getExtension<Transmission>("KHR_materials_transmission")?.getTransmissionFactor() ?? 0) > 0,
    ),
  },
  {
    code: "AR_LOSES_DIFFUSE_TRANSMISSION",
    severity: "information",
    message: "Light does not shine through thin parts in AR on iOS; they look solid.",
    fix: "For a lampshade or a curtain, add a weak emissive colour.",
    list: uses("KHR_materials_diffuse_transmission"),
  },
  {
    code: "AR_LOSES_SHEEN",
    severity: "information",
    message: "The soft shine of cloth at its edges is missing in AR on iOS; velvet looks like felt.",
    fix: "Bake some of the shine into the base colour if the cloth looks flat.",
    list: materials((material) => {
      const colour = material.getExtension<Sheen>("KHR_materials_sheen")?.getSheenColorFactor() ?? [];
      return colour.some((each) => each > 0);
    }),
  },
  {
    code: "AR_LOSES_CLEARCOAT_MAPS",
    severity: "information",
    message: "Lacquer is equally strong and smooth all over in AR on iOS: its maps cannot be carried, its strength is.",
    fix: "Split lacquered and bare parts into two materials.",
    list: materials((material) => {
      const coat = material.getExtension<Clearcoat>("KHR_materials_clearcoat");
      return Boolean(
        coat?.getClearcoatTexture() ?? coat?.getClearcoatRoughnessTexture() ?? coat?.getClearcoatNormalTexture(),
      );
    }),
  },
  {
    code: "AR_LOSES_IRIDESCENCE",
    severity: "information",
    message: "Colours do not change with the angle in AR on iOS.",
    fix: "Choose the base colour that stands best for the material.",
    list: uses("KHR_materials_iridescence"),
  },
  {
    code: "AR_LOSES_ANISOTROPY",
    severity: "information",
    message: "Brushed metal shines like polished metal of the same roughness in AR on iOS.",
    fix: "Put the brush marks into the normal map.",
    list: uses("KHR_materials_anisotropy"),
  },
  {
    code: "AR_LOSES_SPECULAR",
    severity: "information",
    message:
      "The strength and colour of reflections that a material sets apart from its base colour are usual ones in AR on iOS.",
    fix: "Use metallic and roughness alone.",
    list: uses("KHR_materials_specular"),
  },
  {
    code: "AR_LOSES_DISPERSION",
    severity: "information",
    message: "Glass does not split light into colours in AR on iOS.",
    fix: "Nothing to do: it is seldom missed.",
    list: uses("KHR_materials_dispersion"),
  },
  {
    code: "AR_LOSES_UNLIT",
    severity: "information",
    message:
      "Surfaces that ignore light are written as glowing ones for AR on iOS, which adds a faint rim of reflected light.",
    fix: "Use a lit material unless the surface is a screen or a lamp.",
    list: uses("KHR_materials_unlit"),
  },
  {
    code: "AR_LOSES_EMISSIVE_STRENGTH",
    severity: "information",
    message: "An emissive map cannot be brighter than white in AR on iOS.",
    fix: "Make the emissive map itself brighter.",
    list: materials((material) => {
      const strength = material.getExtension<EmissiveStrength>("KHR_materials_emissive_strength");
      return (strength?.getEmissiveStrength() ?? 1) > 1 && material.getEmissiveTexture() !== null;
    }),
  },
  {
    code: "AR_LOSES_TEXTURE_TRANSFORM",
    severity: "warning",
    message:
      "The maps of a material lie on its mesh in different ways. Quick Look has one set of texture coordinates on older iPhones and lays all maps like the first.",
    fix: "Give all maps of the material the same UV set, tiling and offset; bake what has to differ.",
    list: materials((material) => listMappings(readSurface(material)).length > 1),
  },
  {
    code: "AR_LOSES_TEXTURE_PIXELS",
    severity: "information",
    message: `Textures of more than ${PIXELS_MAX} pixels are made smaller for AR on iOS.`,
    fix: "Nothing to do: iPhones show no more.",
    list: (document) =>
      document
        .getRoot()
        .listTextures()
        .filter((texture) => Math.max(...(texture.getSize() ?? [0])) > PIXELS_MAX)
        .map((texture) => texture.getName() || texture.getURI()),
  },
];
