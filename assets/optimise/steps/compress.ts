import { meshopt } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer";
import type { Step } from "../step.ts";

type CompressOptions = {
  /** Bits of a coordinate, of the model's largest side: 14 are 0.06 mm on a metre. */
  readonly positionBits: number;
  readonly normalBits: number;
  /** Bits of a texture coordinate: 12 are a quarter of a pixel of a texture with 1,024. */
  readonly texcoordBits: number;
};

const COMPRESS_DEFAULTS: CompressOptions = { positionBits: 14, normalBits: 8, texcoordBits: 12 };

/** Quantises vertices and compresses what is left with meshopt (KHR_mesh_quantization, EXT_meshopt_compression). */
export function compressGeometry(options: Partial<CompressOptions> = {}): Step {
  const { positionBits, normalBits, texcoordBits } = { ...COMPRESS_DEFAULTS, ...options };
  return {
    name: "compress",
    run: async (document) => {
      await MeshoptEncoder.ready;
      await document.transform(
        meshopt({
          encoder: MeshoptEncoder,
          level: "high",
          quantizePosition: positionBits,
          quantizeNormal: normalBits,
          quantizeTexcoord: texcoordBits,
        }),
      );
      return `Quantised to ${positionBits} bits and compressed with meshopt.`;
    },
  };
}
