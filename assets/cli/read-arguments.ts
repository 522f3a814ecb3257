import { parseArgs } from "node:util";
import { TARGETS, type TargetName } from "../../rooms/protocol/goods.ts";

export type CliArguments = {
  readonly command: "check" | "optimise";
  readonly files: readonly string[];
  readonly targets: readonly TargetName[];
  /** Where files are kept; null keeps none. */
  readonly outDir: string | null;
  readonly isJson: boolean;
  /** Whether outputs are compared with the original by eye, and pictures taken. */
  readonly looks: boolean;
};

export const CLI_USAGE = `npm run assets -- check FILE…     say what is wrong with models
npm run assets -- optimise FILE…  make them right
  FILE               a .glb, a .gltf, a folder or a .zip with one
  --target NAME      ${TARGETS.join(", ")}; all of them without it
  --out DIR          keep what is made there: NAME.TARGET.glb, levels, USDZ, pictures
  --json             one JSON array on standard output, an object for each file
  --no-pictures      do not render: no comparison with the original, no posters

Exit code: 0 where every file meets the target, 1 where one does not, 2 where one is refused or the command is wrong.`;

/** A command line that says nothing that can be done; the message is for whoever typed it. */
export class UsageError extends Error {}

function readTargets(name: string | undefined): readonly TargetName[] {
  if (name === undefined) return TARGETS;
  const target = TARGETS.find((each) => each === name);
  if (!target) throw new UsageError(`There is no target ${name}. The targets are ${TARGETS.join(", ")}.`);
  return [target];
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        target: { type: "string" },
        out: { type: "string" },
        json: { type: "boolean", default: false },
        "no-pictures": { type: "boolean", default: false },
      },
    });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

/** Reads the command line. @throws UsageError for anything that it does not know */
export function readArguments(args: readonly string[]): CliArguments {
  const { values, positionals } = parse(args);
  const [command, ...files] = positionals;
  if (command !== "check" && command !== "optimise") {
    throw new UsageError(command ? `There is no command ${command}.` : "Say what to do: check or optimise.");
  }
  if (files.length === 0) throw new UsageError("Name at least one file.");
  return {
    command,
    files,
    targets: readTargets(values.target),
    outDir: values.out ?? null,
    isJson: values.json,
    looks: !values["no-pictures"],
  };
}
