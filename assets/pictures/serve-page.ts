import { readFile } from "node:fs/promises";
import { createRequire, stripTypeScriptTypes } from "node:module";
import { dirname, extname, join } from "node:path";
import type { BrowserContext, Route } from "playwright-core";

/** A host that exists nowhere: every request to it is answered here. */
const ORIGIN = "https://studio.invalid";
export const STUDIO_PAGE = `${ORIGIN}/`;

const THREE_BUILD = dirname(createRequire(import.meta.url).resolve("three"));
const ADDONS = join(THREE_BUILD, "../examples/jsm");

/** Where the page's modules are: three.js as it is installed, and our own with their types stripped. */
const FOLDERS: Readonly<Record<string, string>> = {
  "/three/": THREE_BUILD,
  "/addons/": ADDONS,
  "/assets/pictures/": import.meta.dirname,
};

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript",
  ".ts": "text/javascript",
  ".wasm": "application/wasm",
};

const HTML = `<!doctype html><meta charset="utf-8"><title>Studio</title>
<script type="importmap">{"imports":{"three":"/three/three.module.js","three/addons/":"/addons/"}}</script>
<script type="module" src="/assets/pictures/page/studio-page.ts"></script>`;

/**
 * Answers every request of a browser context from memory and from the installed packages, and lets nothing else
 * through: what a model refers to outside of itself is never fetched. `takeModel` gives the bytes at /model.
 */
export async function servePage(context: BrowserContext, takeModel: () => Uint8Array): Promise<void> {
  await context.route("**/*", (route) => answer(route, takeModel).catch(() => route.abort().catch(() => {})));
  await context.routeWebSocket("**/*", (socket) => socket.close());
}

async function answer(route: Route, takeModel: () => Uint8Array): Promise<void> {
  const url = new URL(route.request().url());
  if (url.origin !== ORIGIN) return route.abort("blockedbyclient");
  if (url.pathname === "/") return route.fulfill({ contentType: "text/html", body: HTML });
  if (url.pathname === "/model") return route.fulfill({ body: Buffer.from(takeModel()) });
  const found = Object.entries(FOLDERS).find(([prefix]) => url.pathname.startsWith(prefix));
  const contentType = TYPES[extname(url.pathname)];
  // A parsed URL has no "..", and one that hides it in escapes names no file of ours.
  if (!found || !contentType || url.pathname.includes("%")) return route.abort("blockedbyclient");
  const file = join(found[1], url.pathname.slice(found[0].length));
  const body = extname(file) === ".ts" ? stripTypeScriptTypes(await readFile(file, "utf8")) : await readFile(file);
  return route.fulfill({ contentType, body });
}
