import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findRedisServer } from "../server/redis/server-binary.ts";
import { findChromium } from "./support/chromium.ts";

/*
 * Everything that has to be true before a change is good, in the order of how fast it says no. Runs on after a
 * failure, so that one run tells everything; the exit code is 0 only when all of it passed.
 */

type Outcome = { readonly name: string; readonly passed: boolean; readonly seconds: number };

const node = process.execPath;
const bin = (name: string) => join("node_modules", ".bin", name);

function run(command: string, args: readonly string[]): Promise<boolean> {
  return new Promise((done) => {
    const child = spawn(command, args, { stdio: "inherit" });
    child.on("exit", (code) => done(code === 0));
    child.on("error", (error) => {
      console.error(error.message);
      done(false);
    });
  });
}

async function step(name: string, work: () => Promise<boolean>): Promise<Outcome> {
  console.log(`\n── ${name}`);
  const startedAt = performance.now();
  const passed = await work();
  return { name, passed, seconds: (performance.now() - startedAt) / 1_000 };
}

async function setUp(): Promise<boolean> {
  const say = (line: string) => console.log(line);
  try {
    const log = { info: (_fields: object, line: string) => say(line) };
    await findRedisServer(process.env.PATH ?? "", log);
    await findChromium(say);
    return true;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return false;
  }
}

async function checkFormat(): Promise<boolean> {
  const isCode = await run(bin("biome"), ["check", "--error-on-warnings"]);
  const isLua = await run(bin("stylua"), ["--check", "server"]);
  return isCode && isLua;
}

type Report = { readonly numPassedTests: number; readonly numFailedTests: number; readonly numTotalTests: number };

async function readReport(file: string): Promise<Report> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Report;
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numTotalTests: 1 };
  }
}

const directory = await mkdtemp(join(tmpdir(), "vitrine-test-"));
const reportFile = join(directory, "report.json");
// What takes long is asked for by its own name: npm run check:long.
const vitest = ["run", "--project=!long", "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`];

const outcomes = [
  await step("Redis and Chromium", setUp),
  await step("format and lint", checkFormat),
  await step("types", () => run(bin("tsc"), [])),
  await step("dead code", () => run(bin("knip"), [])),
  await step("client build", () => run(bin("vite"), ["build", "--logLevel", "warn"])),
  await step("tests", () => run(node, [join("node_modules", "vitest", "vitest.mjs"), ...vitest])),
];

const { numPassedTests, numFailedTests, numTotalTests } = await readReport(reportFile);
await rm(directory, { recursive: true, force: true });

console.log("\n── summary");
for (const { name, passed, seconds } of outcomes) {
  console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(20)} ${seconds.toFixed(1).padStart(6)} s`);
}
const unrun = numTotalTests - numPassedTests - numFailedTests;
if (unrun > 0) console.log(`${unrun} tests did not run`);
console.log(`\n${numPassedTests} passed, ${numFailedTests} failed`);
process.exitCode = outcomes.every((outcome) => outcome.passed) && numFailedTests + unrun === 0 ? 0 : 1;
