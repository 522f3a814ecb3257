import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"] as const;

/** Where systems put it that do not put it on the search path, or when no search path is known. */
const FOLDERS = [
  "/usr/local/bin",
  "/usr/bin",
  "/snap/bin",
  "/opt/google/chrome",
  "/opt/homebrew/bin",
  "/run/current-system/sw/bin",
] as const;

const PROGRAMS = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
  "C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe",
] as const;

/** Finds the system's Chromium or Chrome: first on a search path such as PATH, then where systems keep it; null for none. */
export async function findChromium(searchPath = ""): Promise<string | null> {
  const folders = [...searchPath.split(delimiter).filter(Boolean), ...FOLDERS];
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PROGRAMS];
  for (const candidate of candidates) if (await isExecutable(candidate)) return candidate;
  return null;
}

function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
