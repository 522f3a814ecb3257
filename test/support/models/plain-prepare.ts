import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inspectInThread } from "../../../assets/inspection/inspect-in-thread.ts";
import type { PreparedFile } from "../../../assets/optimise/prepared.ts";
import type { GoodsReport } from "../../../rooms/protocol/goods.ts";
import type { RunPrepare } from "../../../server/models/preparing/preparing.ts";

/** What a preparation waits for before it ends; told which file it is. */
export type Gate = (fileName: string, signal: AbortSignal | undefined) => Promise<void>;

/**
 * Prepares a model in a moment and in this process: checks it, and gives it back with one byte more as the showroom's
 * own file. For tests of what is around a preparation; what it makes has tests of its own.
 */
export function plainPrepare(gate: Gate = async () => {}): RunPrepare {
  return async (source, options, { say, signal, onChecked }) => {
    say?.("checking", "Reading the file", 0);
    const glb = await readFile(source.path);
    const inspection = await inspectInThread(glb);
    if (!inspection.ok)
      return { ok: false, code: "MODEL_INVALID", message: "No model.", findings: inspection.findings };
    const report: GoodsReport = {
      fileName: source.fileName,
      hash: inspection.hash,
      input: inspection.measures,
      extentMetres: [1, 1, options.rescale ?? 1],
      textures: [],
      verdicts: [{ target: "web-planner", passes: true, checks: [] }],
      outputs: [],
      findings: inspection.findings,
      steps: [],
      ssim: null,
      psnr: null,
      seconds: 0,
      peakMB: 0,
    };
    onChecked?.(report);
    say?.("optimising", "Tidying up", 0.5);
    await gate(source.fileName, signal);
    if (signal?.aborted) return { ok: false, code: "PIPELINE_CANCELLED", message: "Cancelled.", findings: [] };
    await mkdir(options.outDir, { recursive: true });
    const write = async (role: "original-glb" | "target", bytes: Buffer): Promise<PreparedFile> => {
      const hash = createHash("sha256").update(bytes).digest("hex");
      const path = join(options.outDir, `${role}.glb`);
      await writeFile(path, bytes);
      const file = { role, path, hash, bytes: bytes.length, contentType: "model/gltf-binary" };
      return role === "target" ? { ...file, target: "web-planner" } : file;
    };
    // A GLB may be followed by padding: the same model, and yet another file.
    return { ok: true, report, files: [await write("original-glb", glb), await write("target", widen(glb))] };
  };
}

/** Adds an empty chunk of an unknown kind, which readers pass over. */
function widen(glb: Buffer): Buffer {
  const chunk = Buffer.alloc(12);
  chunk.writeUInt32LE(4, 0);
  chunk.write("NONE", 4, "latin1");
  const wider = Buffer.concat([glb, chunk]);
  wider.writeUInt32LE(wider.length, 8);
  return wider;
}
