import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { PreparedFile, SayProgress } from "../optimise/prepared.ts";
import { runPrepare } from "../runner/run-prepare.ts";
import { keepFiles } from "./keep-files.ts";
import type { CliArguments } from "./read-arguments.ts";
import type { CliResult } from "./result.ts";

export type CliEnvironment = { readonly chromium: string | undefined; readonly searchPath: string | undefined };

/** Generous: somebody waits for it on their own machine. */
const LIMITS = { seconds: 1_800, stepSeconds: 300, memoryMB: 8_192 };

async function run(file: string, args: CliArguments, directory: string, environment: CliEnvironment, say: SayProgress) {
  const isCheck = args.command === "check";
  const { chromium, searchPath } = environment;
  return runPrepare(
    { path: file, fileName: basename(file) },
    {
      outDir: join(directory, "made"),
      targets: isCheck ? [] : args.targets,
      pictures: args.looks && !isCheck,
      extras: args.outDir !== null,
      ...(chromium ? { chromium } : {}),
      ...(searchPath ? { searchPath } : {}),
    },
    { limits: LIMITS, say },
  );
}

/** Checks or optimises one file in a process of its own, so that no file can end the run. */
export async function processFile(
  file: string,
  stem: string,
  args: CliArguments,
  environment: CliEnvironment,
  say: SayProgress,
): Promise<CliResult> {
  const startedMs = performance.now();
  const directory = await mkdtemp(join(tmpdir(), "vitrine-assets-"));
  try {
    const prepared = await run(file, args, directory, environment, say);
    if (!prepared.ok) {
      const { code, message, findings } = prepared;
      const [{ size: bytes }, seconds] = [await stat(file), (performance.now() - startedMs) / 1_000];
      return { file, isRefused: true, bytes, code, message, findings, seconds };
    }
    const { report, files } = prepared;
    let kept: readonly PreparedFile[] = [];
    if (args.outDir !== null) kept = await keepFiles(files, stem, args.outDir);
    return { file, isRefused: false, report, kept };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
