import type { GoodsVerdict } from "./bars.ts";
import type { ModelRun } from "./measure-model.ts";

const LABEL = 18;
const COLUMN = 12;

const line = (label: string, cells: readonly string[]) =>
  label.padEnd(LABEL) + cells.map((cell) => cell.padStart(COLUMN)).join("");

const kB = (bytes: number) => (bytes / 1e3).toFixed(0);
const show = (value: number | null, digits: number) => (value === null ? "–" : value.toFixed(digits));

/** One model: what each tool made of it, and where Vitrine's time went. */
export function describeModel({ model, bytes, triangles, results, failures, stages, lookSeconds }: ModelRun): string {
  const lines = [
    line(model, ["kB", "triangles", "SSIM", "PSNR dB", "seconds", "peak MB", "target"]),
    line("  as it is", [kB(bytes), String(triangles), "", "", "", "", ""]),
  ];
  for (const result of results) {
    const { tool, ssim, psnr, seconds, peakMB, meetsTarget } = result;
    const cells = [kB(result.bytes), String(result.triangles), show(ssim, 4), show(psnr, 1), show(seconds, 2)];
    lines.push(line(`  ${tool}`, [...cells, String(peakMB), meetsTarget ? "met" : "missed"]));
  }
  for (const { tool, said } of failures) lines.push(`  ${tool} failed: ${said.trim().split("\n").at(-1) ?? ""}`);
  const spent = stages.map(({ name, seconds, peakMB }) => `${name} ${seconds.toFixed(2)} s/${peakMB} MB`);
  if (spent.length > 0) lines.push(`  stages: ${spent.join(", ")}`);
  if (lookSeconds !== null) lines.push(`  rendering it from four sides to compare: ${lookSeconds.toFixed(1)} s`);
  return `${lines.join("\n")}\n`;
}

/** What was promised and how it is, a line each. */
export const describeVerdicts = (verdicts: readonly GoodsVerdict[]): string =>
  verdicts.map(({ bar, limit, value, met }) => `${met ? "met   " : "MISSED"}  ${bar}: ${value} (${limit})`).join("\n");
