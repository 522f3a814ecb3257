import { meshopt } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer";
import type { Step } from "../workpiece/step.ts";

type CompressOptions = {
  /** Bits of a coordinate, of the largest side: 16 are 0.015 mm on a metre, and take no more bytes than 14. */
  readonly positionBits: number;
  readonly normalBits: number;
  /** Bits of a texture coordinate: with 12, seams and fine weave were seen to swim, and 16 take hardly more bytes. */
  readonly texcoordBits: number;
};

const COMPRESS_DEFAULTS: CompressOptions = { positionBits: 16, normalBits: 8, texcoordBits: 16 };

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
