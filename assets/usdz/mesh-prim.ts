import type { Attribute, Prim } from "./crate/layer.ts";
import type { Geometry } from "./geometry.ts";
import { primvarName } from "./material-prim.ts";

/** Writes triangles as a mesh that is drawn as it is, bound to the material at a path. */
export function makeMeshPrim(geometry: Geometry, name: string, materialPath: string): Prim {
  const { points, normals, texCoords, indices } = geometry;
  const attributes: Attribute[] = [
    { name: "extent", type: "float3[]", value: { kind: "float3[]", value: extentOf(points) } },
    {
      name: "faceVertexCounts",
      type: "int[]",
      value: { kind: "int[]", value: new Int32Array(indices.length / 3).fill(3) },
    },
    { name: "faceVertexIndices", type: "int[]", value: { kind: "int[]", value: indices } },
    { name: "points", type: "point3f[]", value: { kind: "float3[]", value: points } },
    { name: "normals", type: "normal3f[]", interpolation: "vertex", value: { kind: "float3[]", value: normals } },
    ...texCoords.map(
      (each, index): Attribute => ({
        name: `primvars:${primvarName(index)}`,
        type: "texCoord2f[]",
        interpolation: "vertex",
        value: { kind: "float2[]", value: each },
      }),
    ),
    { name: "subdivisionScheme", type: "token", isUniform: true, value: { kind: "token", value: "none" } },
  ];
  return {
    type: "Mesh",
    name,
    apiSchemas: ["MaterialBindingAPI"],
    attributes,
    relations: { "material:binding": materialPath },
    children: [],
  };
}

function extentOf(points: Float32Array): Float32Array {
  const extent = new Float32Array([Infinity, Infinity, Infinity, -Infinity, -Infinity, -Infinity]);
  for (const [at, value] of points.entries()) {
    const axis = at % 3;
    extent[axis] = Math.min(extent[axis] ?? 0, value);
    extent[axis + 3] = Math.max(extent[axis + 3] ?? 0, value);
  }
  return extent;
}
