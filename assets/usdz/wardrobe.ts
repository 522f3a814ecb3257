import { createHash } from "node:crypto";
import type { Material, Primitive, Texture } from "@gltf-transform/core";
import { type BakedImage, bakeImage, type Recipe } from "./bake-image.ts";
import { createNamer, type Prim } from "./crate/layer.ts";
import { readElements } from "./geometry.ts";
import { makeMaterialPrim } from "./material-prim.ts";
import { readSurface, type Surface } from "./surface.ts";
import type { PackageFile } from "./zip.ts";

/** The materials and images of one package; what is used twice is in it once. */
export type Wardrobe = {
  /** The surface that a primitive shows with a material, and the path of its prim. */
  dress(primitive: Primitive, material: Material | null): { readonly surface: Surface; readonly path: string };
  /** Writes all that was asked for. @throws Error when an image cannot be decoded */
  finish(): Promise<{ readonly materials: Prim[]; readonly images: PackageFile[] }>;
};

export function createWardrobe(root: string): Wardrobe {
  const nameOf = createNamer();
  const dressed = new Map<string, { surface: Surface; name: string }>();
  const numbers = new Map<Material | null, number>();
  return {
    dress(primitive, material) {
      const number = numbers.get(material) ?? numbers.size;
      numbers.set(material, number);
      const tint = meanColour(primitive);
      const key = `${number} ${tint.join(" ")}`;
      const known = dressed.get(key) ?? tinted(readSurface(material), tint, nameOf);
      dressed.set(key, known);
      return { surface: known.surface, path: `${root}/${known.name}` };
    },
    async finish() {
      const images = createImages();
      const materials: Prim[] = [];
      for (const { surface, name } of dressed.values()) {
        materials.push(await makeMaterialPrim(surface, name, root, images.add));
      }
      return { materials, images: images.files };
    },
  };
}

function tinted(surface: Surface, tint: readonly number[], nameOf: ReturnType<typeof createNamer>) {
  const [red, green, blue, alpha] = surface.baseColour;
  const [r = 1, g = 1, b = 1, a = 1] = tint;
  return {
    surface: { ...surface, baseColour: [red * r, green * g, blue * b, alpha * a] as const },
    name: nameOf(surface.name, "Material"),
  };
}

/** Colours of vertices cannot be carried; their mean, which is most of what they do, can. Linear, rounded. */
function meanColour(primitive: Primitive): number[] {
  const accessor = primitive.getAttribute("COLOR_0");
  if (!accessor || accessor.getCount() === 0) return [1, 1, 1, 1];
  const size = accessor.getElementSize();
  const values = readElements(accessor, size);
  const sums = [0, 0, 0, size === 4 ? 0 : accessor.getCount()];
  for (const [at, value] of values.entries()) sums[at % size] = (sums[at % size] ?? 0) + value;
  return sums.map((sum) => Math.round((sum / accessor.getCount()) * 64) / 64);
}

function createImages(): { files: PackageFile[]; add: (use: { texture: Texture }, recipe: Recipe) => Promise<string> } {
  const files: PackageFile[] = [];
  const byRecipe = new Map<string, Promise<string>>();
  const byContent = new Map<string, string>();
  const numbers = new Map<Texture, number>();
  const file = ({ bytes, extension }: BakedImage): string => {
    const hash = createHash("sha256").update(bytes).digest("hex");
    const known = byContent.get(hash);
    if (known) return known;
    const name = `textures/${files.length}.${extension}`;
    files.push({ name, bytes });
    byContent.set(hash, name);
    return name;
  };
  return {
    files,
    add({ texture }, recipe) {
      const number = numbers.get(texture) ?? numbers.size;
      numbers.set(texture, number);
      const key = `${number} ${JSON.stringify(recipe)}`;
      const known = byRecipe.get(key) ?? bakeImage(texture, recipe).then(file);
      byRecipe.set(key, known);
      return known;
    },
  };
}
