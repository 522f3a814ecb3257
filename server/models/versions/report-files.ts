import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelFinding } from "../../../rooms/protocol/catalog.ts";
import { type GoodsReport, goodsReport } from "../../../rooms/protocol/goods.ts";
import { tellFullDisk } from "../../storage/full-disk.ts";
import { nameFile } from "../../storage/media-types.ts";
import { readStoredJson } from "../../storage/read-json.ts";
import type { Storage } from "../../storage/storage.ts";

/** Reads a report; null when there is none of that name. */
export function readReport(storage: Storage, name: string): Promise<GoodsReport | null> {
  return readStoredJson(storage, name, (value) => goodsReport.parse(value));
}

/** Keeps a report under the hash of its content and gives its name. @param folder where it may be written before */
export async function keepReport(storage: Storage, report: GoodsReport, folder: string): Promise<string> {
  const text = JSON.stringify(report);
  const name = nameFile(createHash("sha256").update(text).digest("hex"), "json");
  const path = join(folder, name);
  await tellFullDisk(() => writeFile(path, text));
  await storage.put(path, name);
  return name;
}

/** The most findings that a report holds. */
const FINDINGS_MAX = 100;

/** The report with one more finding before all others. */
export function addFinding(report: GoodsReport, finding: ModelFinding): GoodsReport {
  return { ...report, findings: [finding, ...report.findings].slice(0, FINDINGS_MAX) };
}
