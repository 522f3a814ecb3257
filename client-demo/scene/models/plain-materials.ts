import { type Material, MeshLambertMaterial, MeshStandardMaterial } from "three";

const plain = new WeakMap<Material, MeshLambertMaterial>();

/** The same look without reflections, for machines that compute every pixel by themselves. */
export function plainMaterial(material: Material): Material {
  if (!(material instanceof MeshStandardMaterial)) return material;
  const known = plain.get(material);
  if (known) return known;
  const { color, map, vertexColors, transparent, opacity, alphaTest, side, emissive, emissiveMap } = material;
  const made = new MeshLambertMaterial({
    map,
    vertexColors,
    transparent,
    opacity,
    alphaTest,
    side,
    emissiveMap,
    emissiveIntensity: material.emissiveIntensity,
  });
  made.color.copy(color);
  made.emissive.copy(emissive);
  plain.set(material, made);
  material.addEventListener("dispose", () => made.dispose());
  return made;
}
