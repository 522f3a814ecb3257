import { stat } from "node:fs/promises";
import { describeResult } from "./cli/describe-result.ts";
import { nameStems } from "./cli/keep-files.ts";
import { processFile } from "./cli/process-file.ts";
import { CLI_USAGE, type CliArguments, readArguments, UsageError } from "./cli/read-arguments.ts";
import { exitCodeOf } from "./cli/result.ts";
import { toJson } from "./cli/to-json.ts";

/* npm run assets: the goods pipeline on the command line, for studios and for continuous integration. */

const isInteractive = process.stderr.isTTY;

/** Progress is for people who watch; in a log it would only be noise. */
function showProgress(file: string, stage: string, progress: number): void {
  if (isInteractive) process.stderr.write(`\r\x1b[K${file}: ${stage} ${Math.round(progress * 100)} %`);
}

const clearProgress = () => {
  if (isInteractive) process.stderr.write("\r\x1b[K");
};

async function requireFiles(files: readonly string[]): Promise<void> {
  for (const file of files) {
    await stat(file).catch(() => {
      throw new UsageError(`There is no file ${file}.`);
    });
  }
}

async function work(args: CliArguments): Promise<number> {
  const environment = { chromium: process.env.CHROME_PATH, searchPath: process.env.PATH };
  const stems = nameStems(args.files);
  const results = [];
  for (const [index, file] of args.files.entries()) {
    const say = (_state: string, stage: string, progress: number) => showProgress(file, stage, progress);
    const result = await processFile(file, stems[index] ?? "model", args, environment, say);
    clearProgress();
    if (!args.isJson) process.stdout.write(`${describeResult(result, args)}\n`);
    results.push(result);
  }
  if (args.isJson) process.stdout.write(`${JSON.stringify(results.map(toJson), null, 2)}\n`);
  return Math.max(...results.map((result) => exitCodeOf(result, args)));
}

try {
  const args = readArguments(process.argv.slice(2));
  await requireFiles(args.files);
  process.exitCode = await work(args);
} catch (cause) {
  const message = cause instanceof Error ? cause.message : String(cause);
  process.stderr.write(cause instanceof UsageError ? `${message}\n\n${CLI_USAGE}\n` : `${message}\n`);
  process.exitCode = 2;
}
