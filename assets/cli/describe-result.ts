import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import type { GoodsReport } from "../../rooms/protocol/goods.ts";
import { TARGET_LIMITS } from "../checks/targets.ts";
import { type Asked, type CliResult, listVerdicts } from "./result.ts";

/** Named before everything else, since nobody fixes twenty things at once. */
const FIRST_FIXES = 3;

const COLUMN = 12;

const say = (value: number): string => value.toLocaleString("en");
const sayBytes = (bytes: number): string =>
  bytes >= 1e6 ? `${(bytes / 1e6).toFixed(2)} MB` : `${(bytes / 1e3).toFixed(1)} kB`;

const row = (label: string, cells: readonly string[]): string =>
  `  ${label.padEnd(26)}${cells.map((cell) => cell.padStart(COLUMN)).join("")}`;

function describeTable({ input, outputs }: GoodsReport): string[] {
  const lines = [row("", ["size", "triangles", "draw calls", "texture", "SSIM"])];
  const { bytes, triangles, drawCalls, maxTexturePixels: maxTexture } = input;
  const figures = (of: { bytes: number; triangles: number; drawCalls: number; maxTexture: number }) => [
    sayBytes(of.bytes),
    say(of.triangles),
    say(of.drawCalls),
    say(of.maxTexture),
  ];
  lines.push(row("as it came", [...figures({ bytes, triangles, drawCalls, maxTexture }), ""]));
  for (const output of outputs) {
    lines.push(row(TARGET_LIMITS[output.target].title, [...figures(output), output.ssim?.toFixed(3) ?? "–"]));
  }
  return lines;
}

function describeFinding({ severity, code, message, where, fix, fixed }: ModelFinding): string[] {
  const place = where ? ` (${where})` : "";
  const lines = [`  ${fixed ? "fixed" : severity}: ${message}${place} [${code}]`];
  return fix && !fixed ? [...lines, `    → ${fix}`] : lines;
}

function describeVerdicts(report: GoodsReport, asked: Asked): string[] {
  return listVerdicts(report, asked).map(({ target, passes, checks }) => {
    const failed = checks.filter(({ verdict, advisory }) => verdict === "fail" && !advisory);
    const why = failed.map((check) => `${check.title.toLowerCase()} ${check.value}, ${check.limit}`).join("; ");
    return `  ${passes ? "meets " : "MISSES"}  ${TARGET_LIMITS[target].title}${why ? `: ${why}` : ""}`;
  });
}

/** The same thing in ten places is one thing to fix. */
const firstOfEachKind = (findings: readonly ModelFinding[]): ModelFinding[] =>
  findings.filter(({ code }, index) => findings.findIndex((each) => each.code === code) === index);

/** What became of one file, for people: the verdict, three things to fix, then everything. */
export function describeResult(result: CliResult, asked: Asked): string {
  if (result.isRefused) {
    const rest = result.findings.flatMap(describeFinding);
    return `${[result.file, `  REFUSED  ${result.message} [${result.code}]`, ...rest].join("\n")}\n`;
  }
  const { report, kept } = result;
  const open = firstOfEachKind(report.findings.filter(({ fixed, fix }) => !fixed && fix));
  const size = report.extentMetres.map((metres) => Number(metres.toPrecision(3))).join(" × ");
  const lines = [result.file, ...describeVerdicts(report, asked), "", `  ${size} m`, ...describeTable(report)];
  if (open.length > 0) lines.push("", "To fix first:", ...open.slice(0, FIRST_FIXES).flatMap(describeFinding));
  if (report.findings.length > 0) lines.push("", "Everything:", ...report.findings.flatMap(describeFinding));
  const back = report.steps.filter(({ verdict, step }) => verdict === "taken-back" && !step.startsWith("level"));
  if (back.length > 0) lines.push("", "Taken back:");
  for (const { step, target, note } of back) lines.push(`  ${step}${target ? ` for ${target}` : ""}: ${note ?? ""}`);
  if (kept.length > 0) lines.push("", "Kept:", ...kept.map(({ path, bytes }) => `  ${path} (${sayBytes(bytes)})`));
  lines.push("", `${report.seconds.toFixed(1)} s, ${say(report.peakMB)} MB at most`);
  return `${lines.join("\n")}\n`;
}
