import { readFile } from "node:fs/promises";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { STUDIO_PAGE, servePage } from "../../../assets/pictures/serve-page.ts";
import { launchChromium } from "../chromium.ts";
import type { UsdMesh, UsdReader } from "./usd-reader.ts";

export type UsdPage = { read(usdz: Uint8Array): Promise<UsdMesh[]>; close(): Promise<void> };

/** A browser page that opens USDZ files with three's own USDLoader, served as the studio's page is. */
export async function openUsdPage(): Promise<UsdPage> {
  const browser = await launchChromium();
  const context = await browser.newContext();
  let bytes: Uint8Array = new Uint8Array();
  await servePage(context, () => bytes);
  const page = await context.newPage();
  const body = stripTypeScriptTypes(await readFile(join(import.meta.dirname, "usd-reader.ts"), "utf8"));
  await page.route("**/studio-page.ts", (route) => route.fulfill({ contentType: "text/javascript", body }));
  await page.goto(STUDIO_PAGE);
  return {
    async read(usdz) {
      bytes = usdz;
      return await page.evaluate(() => (globalThis as unknown as UsdReader).readUsd());
    },
    close: () => browser.close(),
  };
}
