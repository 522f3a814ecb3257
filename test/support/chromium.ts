import { type Browser, chromium } from "playwright-core";
import { findChromium as findInstalled } from "../../assets/pictures/find-chromium.ts";
import { canInstallPackages, installPackage } from "../../server/process/system-programs.ts";

const HOW_TO_GET_CHROMIUM = [
  "The browser tests need Chromium or Chrome and found none. Any one of these helps:",
  "  Debian, Ubuntu   sudo apt-get install chromium",
  "  macOS            brew install --cask chromium",
  "  elsewhere        CHROME_PATH=/path/to/chrome npm test",
].join("\n");

/** Software rendering, and nothing that asks the network by itself. */
const FLAGS = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-gl=angle",
  "--use-angle=swiftshader",
  "--enable-unsafe-swiftshader",
  // Two pages are driven at once: neither may be slowed down for being behind the other.
  "--disable-background-timer-throttling",
  "--disable-backgrounding-occluded-windows",
  "--disable-renderer-backgrounding",
];

/**
 * Finds the browser: CHROME_PATH, else as the pictures do, else installed where that is safe to do.
 * @throws Error with the commands that install one
 */
export async function findChromium(say: (line: string) => void = () => {}): Promise<string> {
  const { CHROME_PATH, PATH = "" } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const found = await findInstalled(PATH);
  if (found) return found;
  if (await canInstallPackages()) {
    say("No Chromium on this machine: installing Debian's chromium with apt-get");
    await installPackage("chromium");
    const installed = await findInstalled(PATH);
    if (installed) return installed;
  }
  throw new Error(HOW_TO_GET_CHROMIUM);
}

/** Starts the browser without a window. */
export async function launchChromium(): Promise<Browser> {
  return await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
}
