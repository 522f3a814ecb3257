import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openStudio } from "../../assets/pictures/studio.ts";
import { judgeGoods } from "./goods/bars.ts";
import { GENERATED } from "./goods/build-models.ts";
import { listSamples, type Sample } from "./goods/list-samples.ts";
import { type ModelRun, measureModel } from "./goods/measure-model.ts";
import { describeModel, describeVerdicts } from "./goods/report.ts";
import { describeMachine } from "./measure/machine.ts";

/*
 * npm run bench:goods: what is made of models for the showroom, beside gltf-transform optimize and gltfpack at their
 * defaults on the same files. Progress goes to standard error, the result to standard output.
 */

const USAGE = `npm run bench:goods -- [options]
  --files DIR   models of yours, beside the ten generated ones
  --only TEXT   only models whose name has this in it
  --quick       only models of up to 200,000 triangles
  --json        one JSON object on standard output`;

const QUICK_TRIANGLES = 200_000;

function parse() {
  try {
    return parseArgs({
      options: {
        files: { type: "string" },
        only: { type: "string", default: "" },
        quick: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
      },
    }).values;
  } catch (cause) {
    console.error(`${cause instanceof Error ? cause.message : cause}\n\n${USAGE}`);
    process.exit(2);
  }
}

const { files, only, quick, json } = parse();
const generated = GENERATED.filter(({ triangles }) => !quick || triangles <= QUICK_TRIANGLES).map(
  ({ name, build }): Sample => ({
    name,
    write: async (directory) => {
      const path = join(directory, `${name}.glb`);
      await writeFile(path, await build());
      return path;
    },
  }),
);
const samples = [...(files === undefined ? [] : await listSamples(files)), ...generated];
const studio = await openStudio({ chromium: process.env.CHROME_PATH, searchPath: process.env.PATH });
if (!studio) console.error("There is no Chromium: nothing is rendered, and SSIM and PSNR are missing.");
const runs: ModelRun[] = [];
try {
  for (const { name, write } of samples.filter((sample) => sample.name.includes(only))) {
    const directory = await mkdtemp(join(tmpdir(), "vitrine-goods-"));
    try {
      const run = await measureModel(name, await write(directory), directory, studio);
      runs.push(run);
      console.error(describeModel(run));
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
} finally {
  await studio?.close();
}
const verdicts = judgeGoods(runs);
if (json) process.stdout.write(`${JSON.stringify({ machine: describeMachine(), runs, verdicts })}\n`);
else console.log(`${runs.map(describeModel).join("\n")}\n${describeVerdicts(verdicts)}`);
