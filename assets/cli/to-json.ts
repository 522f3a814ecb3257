import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { CliResult } from "./result.ts";

const toFinding = ({ code, severity, where = "", message, fix = "", fixed = false }: ModelFinding) => ({
  code,
  severity,
  where,
  message,
  fix,
  fixed,
});

/** One file's object of `--json`. A refused file has the same fields, with nothing in them but its size. */
export function toJson(result: CliResult) {
  const { file } = result;
  if (result.isRefused) {
    const { code, message, bytes, findings, seconds } = result;
    return {
      file,
      refused: { code, message },
      input: { bytes, triangles: 0, drawCalls: 0, maxTexture: 0, extentMetres: [0, 0, 0] },
      outputs: [],
      findings: findings.map(toFinding),
      ssim: null,
      psnr: null,
      seconds,
      peakMB: 0,
    };
  }
  const { input, extentMetres, outputs, findings, ssim, psnr, seconds, peakMB } = result.report;
  const { bytes, triangles, drawCalls, maxTexturePixels: maxTexture } = input;
  return {
    file,
    input: { bytes, triangles, drawCalls, maxTexture, extentMetres },
    outputs: outputs.map((output) => ({
      target: output.target,
      bytes: output.bytes,
      triangles: output.triangles,
      drawCalls: output.drawCalls,
      maxTexture: output.maxTexture,
      passes: output.passes,
    })),
    findings: findings.map(toFinding),
    ssim,
    psnr,
    seconds,
    peakMB,
  };
}
