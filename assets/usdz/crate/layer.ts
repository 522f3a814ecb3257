/*
 * A USD layer as data: what the scene is turned into, and what the writers turn into bytes. Only as much of USD as
 * Quick Look needs.
 */

/** A value by its basic type; arrays are flat. */
export type Value =
  | { readonly kind: "token" | "string" | "asset"; readonly value: string }
  | { readonly kind: "float" | "int"; readonly value: number }
  | { readonly kind: "bool"; readonly value: boolean }
  | { readonly kind: "float2" | "float3" | "float4" | "matrix4d"; readonly value: readonly number[] }
  | { readonly kind: "token[]"; readonly value: readonly string[] }
  | { readonly kind: "int[]"; readonly value: Int32Array }
  | { readonly kind: "float2[]" | "float3[]"; readonly value: Float32Array };

/** An attribute: `type` is its role, such as `color3f` for a float3. It has a value, or is connected to an output, or neither. */
export type Attribute = {
  readonly name: string;
  readonly type: string;
  readonly value?: Value;
  /** The path of an output, such as `/Model/Materials/Oak/BaseColour.outputs:rgb`. */
  readonly connect?: string;
  readonly isUniform?: boolean;
  readonly interpolation?: "vertex";
};

/** A node of the layer. `relations` map names to paths. */
export type Prim = {
  readonly type: "Xform" | "Scope" | "Mesh" | "Material" | "Shader";
  readonly name: string;
  readonly apiSchemas?: readonly string[];
  readonly attributes: readonly Attribute[];
  readonly relations?: Readonly<Record<string, string>>;
  readonly children: readonly Prim[];
};

export const token = (value: string): Value => ({ kind: "token", value });
export const float = (value: number): Value => ({ kind: "float", value });
export const floats = (...value: number[]): Value => ({
  kind: value.length === 2 ? "float2" : value.length === 3 ? "float3" : "float4",
  value,
});

/** Makes names that USD allows and that differ from each other. */
export function createNamer(): (wanted: string, otherwise: string) => string {
  const taken = new Set<string>();
  return (wanted, otherwise) => {
    const clean = wanted
      .normalize("NFKD")
      .replace(/[^A-Za-z0-9_]+/g, "_")
      .slice(0, 60)
      .replace(/^(?=\d)/, "_");
    const base = /[A-Za-z0-9]/.test(clean) ? clean : otherwise;
    let name = base;
    for (let count = 1; taken.has(name); count += 1) name = `${base}_${count}`;
    taken.add(name);
    return name;
  };
}
