import { type Document, Primitive } from "@gltf-transform/core";
import { convertPrimitiveToTriangles, dequantize } from "@gltf-transform/functions";
import type { Step } from "../workpiece/step.ts";

type UnpackOptions = {
  /** Codecs whose mark a document carries after it was decoded; none of them may be written again. */
  readonly codecs: readonly string[];
};

const UNPACK_DEFAULTS: UnpackOptions = {
  codecs: ["KHR_draco_mesh_compression", "EXT_meshopt_compression", "KHR_meshopt_compression"],
};

const isRun = (primitive: Primitive) =>
  primitive.getMode() === Primitive.Mode.TRIANGLE_STRIP || primitive.getMode() === Primitive.Mode.TRIANGLE_FAN;

function listPrimitives(document: Document): Primitive[] {
  return document
    .getRoot()
    .listMeshes()
    .flatMap((mesh) => mesh.listPrimitives());
}

/** Turns what was compressed, quantised or in strips into plain triangles of floats, which all other steps work on. */
export function unpackModel(options: Partial<UnpackOptions> = {}): Step {
  const { codecs } = { ...UNPACK_DEFAULTS, ...options };
  return {
    name: "unpack",
    judge: () => null,
    run: async (document) => {
      const packed = codecs.filter((codec) => document.hasExtension(codec));
      for (const codec of packed) document.disposeExtension(codec);
      if (document.hasExtension("KHR_mesh_quantization")) {
        packed.push("KHR_mesh_quantization");
        await document.transform(dequantize());
      }
      const runs = listPrimitives(document).filter(isRun);
      for (const primitive of runs) convertPrimitiveToTriangles(primitive);
      if (packed.length === 0 && runs.length === 0) return null;
      return packed.length > 0 ? `Decoded ${packed.join(", ")}.` : "Turned strips into triangles.";
    },
  };
}
