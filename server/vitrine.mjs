#!/usr/bin/env node
// vitrine <command>. In JavaScript, so that a Node which is too old can still say so.
import "./check-node.mjs";

/** Each command with what it does, and how it is started; arguments that follow are the command's own. */
const COMMANDS = {
  serve: ["start the server", () => import("./main.ts")],
  keys: ["show the keys that the first start made", () => import("./show-keys.ts")],
  assets: ["check and optimise models: assets check chair.glb", () => import("../assets/cli.ts")],
  bots: ["fill a running showroom with visitors: bots 20", () => import("../client-demo/bots/run-bots.ts")],
};

const USAGE = [
  "Usage: vitrine <command>",
  ...Object.entries(COMMANDS).map(([name, [what]]) => `  ${name.padEnd(8)} ${what}`),
].join("\n");

const [name = "", ...rest] = process.argv.slice(2);

/** What is not shipped with an installation cannot be started there: the image holds neither bots nor development tools. */
function explain(error) {
  const isMissing = error instanceof Error && error.code === "ERR_MODULE_NOT_FOUND";
  return isMissing
    ? `vitrine ${name} is not part of this installation: ${error.message}`
    : String(error?.stack ?? error);
}

if (Object.hasOwn(COMMANDS, name)) {
  process.argv = [...process.argv.slice(0, 2), ...rest];
  await COMMANDS[name][1]().catch((error) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  });
} else {
  const isHelp = name === "" || name === "help" || name === "--help";
  process[isHelp ? "stdout" : "stderr"].write(isHelp ? `${USAGE}\n` : `There is no command "${name}".\n${USAGE}\n`);
  process.exitCode = isHelp ? 0 : 2;
}
