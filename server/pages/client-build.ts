import { execFile } from "node:child_process";
import type { Stats } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify, stripVTControlCharacters } from "node:util";
import compression from "compression";
import express, { type RequestHandler, Router } from "express";
import type { Logger } from "../process/log.ts";

const run = promisify(execFile);
const projectRoot = join(import.meta.dirname, "..", "..");
const clientRoot = join(projectRoot, "client-demo");
const dist = join(clientRoot, "dist");

/** Folders whose files end up in the browser. */
const SOURCES = ["client-demo", "rooms/protocol", "rooms/simulation", "rooms/sync"];
const SOURCE_FILES = ["vite.config.ts", "package-lock.json"];

/**
 * Builds the browser client when there is no build or its sources are newer.
 * @throws Error with one line that says what is wrong with the sources
 */
export async function ensureClientBuild(log: Logger): Promise<void> {
  const builtAt = (await statOrNull(join(dist, "index.html")))?.mtimeMs ?? 0;
  if (builtAt >= (await newestSource())) return;
  log.info({}, "Building the browser client");
  // In a process of its own: a bundler's memory would stay with the server for as long as it runs.
  const command = [join(projectRoot, "node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "error"];
  const failure = await run(process.execPath, command, { cwd: projectRoot }).then(
    () => null,
    (error: { stderr?: string; message: string }) => error.stderr || error.message,
  );
  if (failure === null) return;
  const lines = stripVTControlCharacters(failure)
    .split("\n")
    .filter((line) => line.trim() !== "" && !/build failed|error during build/i.test(line));
  throw new Error(`The browser client could not be built: ${lines.slice(0, 2).join(" ")}`);
}

async function newestSource(): Promise<number> {
  const times = await Promise.all([
    ...SOURCES.map((folder) => newestIn(join(projectRoot, folder))),
    ...SOURCE_FILES.map(async (file) => (await statOrNull(join(projectRoot, file)))?.mtimeMs ?? 0),
  ]);
  return Math.max(0, ...times);
}

async function newestIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sources = files.filter((file) => !file.startsWith(dist));
  const times = await Promise.all(sources.map(async (file) => (await statOrNull(file))?.mtimeMs ?? 0));
  return Math.max(0, ...times);
}

function statOrNull(file: string): Promise<Stats | null> {
  return stat(file).catch(() => null);
}

/** The pages by their address. */
const PAGES: Readonly<Record<string, string>> = {
  "/": "index.html",
  "/brand": "brand.html",
  "/report": "report.html",
  "/insights": "insights.html",
};

/** Serves the built client: pages are revalidated each time, files with a hash in their name are kept for ever. */
export function serveClient(): RequestHandler {
  const router = Router();
  // Scripts shrink to a third, which a shopper on a slow line waits a second for.
  router.use(compression());
  for (const [address, page] of Object.entries(PAGES)) {
    router.get(address, (_request, response) => {
      response.sendFile(page, { root: dist, cacheControl: false, headers: { "Cache-Control": "no-cache" } });
    });
  }
  router.use("/assets", express.static(join(dist, "assets"), { immutable: true, maxAge: "365d", index: false }));
  router.use(express.static(dist, { index: false, maxAge: "1h" }));
  return router;
}
