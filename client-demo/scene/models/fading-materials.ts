import { type Material, Vector2 } from "three";

/** A material that draws only some pixels of a fine pattern, and says which. */
export type FadingMaterial = {
  readonly material: Material;
  /** The pixels whose place in the pattern is from x up to y, of 0…1. */
  readonly range: Vector2;
};

const spare = new WeakMap<Material, FadingMaterial[]>();

/**
 * A double of a material for as long as something fades: two models whose ranges add up to 0…1 fill every pixel once,
 * so that one turns into the other without a gap and without showing what is behind. Doubles are kept with the
 * material and used again, because each would cost a shader.
 */
export function takeFading(material: Material): FadingMaterial {
  return spare.get(material)?.pop() ?? makeFading(material);
}

/** Gives a double back to its material. */
export function giveBackFading(material: Material, fading: FadingMaterial): void {
  const known = spare.get(material);
  if (known) known.push(fading);
  else spare.set(material, [fading]);
}

function makeFading(original: Material): FadingMaterial {
  const material = original.clone();
  const range = new Vector2(0, 1);
  material.customProgramCacheKey = () => "fading";
  material.onBeforeCompile = (shader) => {
    shader.uniforms.fadingRange = { value: range };
    // Interleaved gradient noise: even at every size, without a pattern that the eye could follow (Jimenez 2014).
    shader.fragmentShader = shader.fragmentShader.replace(
      "void main() {",
      /* glsl */ `uniform vec2 fadingRange;
      void main() {
        float grain = fract( 52.9829189 * fract( dot( gl_FragCoord.xy, vec2( 0.06711056, 0.00583715 ) ) ) );
        if ( grain < fadingRange.x || grain >= fadingRange.y ) discard;`,
    );
  };
  original.addEventListener("dispose", () => material.dispose());
  return { material, range };
}
