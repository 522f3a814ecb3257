import { pipeline } from "node:stream/promises";
import type { Request, RequestHandler, Response } from "express";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import { sendError } from "../../http/errors.ts";
import { formatEtag, matchesIfNoneMatch } from "../../http/etag.ts";
import { type Extension, MEDIA_TYPES } from "../../storage/media-types.ts";
import type { Storage } from "../../storage/storage.ts";
import { readRange } from "./byte-range.ts";
import { type Coding, readAcceptedCodings } from "./content-coding.ts";

/** Files that are given out; reports are not among them: they are read at their version. */
const NAME = /^\/([0-9a-f]{64})\.(glb|gltf|usdz|webp|zip|bin)$/;

/** Kinds that are for viewing; everything else is for keeping, so that a browser never opens it as a page. */
const VIEWED: ReadonlySet<string> = new Set(["glb", "usdz", "webp"]);

/** What is found of a name: the file itself, or a copy in a coding that the asker takes. */
type Found = { readonly name: string; readonly bytes: number; readonly coding: Coding | null };

/**
 * Serves `/<sha256>.<extension>`: readable by every site, cacheable for ever, in ranges, compressed where a smaller
 * copy is kept. Anything else is passed on.
 */
export function serveGoods(storage: Storage): RequestHandler {
  const find = createFinder(storage);
  return async (request, response, next) => {
    const [, hash = "", extension = ""] = NAME.exec(request.path) ?? [];
    if (hash === "") return next();
    allowEverySite(response);
    if (request.method === "OPTIONS") return void response.status(204).end();
    if (request.method !== "GET" && request.method !== "HEAD") return next();
    try {
      const found = await find(`${hash}.${extension}`, request.headers);
      if (!found) return next();
      await answer(storage, { request, response, found, hash, extension });
    } catch (error) {
      next(error);
    }
  };
}

function allowEverySite(response: Response): void {
  // Shown on other sites and opened by phones' own viewers. No credentials play a part, so there are none to misuse.
  response.removeHeader("Access-Control-Allow-Credentials");
  response.set({
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Range, If-None-Match, If-Range",
    "Access-Control-Expose-Headers": "ETag, Content-Length, Content-Range, Accept-Ranges",
    "Access-Control-Max-Age": "86400",
    Vary: "Accept-Encoding",
  });
}

type Answer = {
  readonly request: Request;
  readonly response: Response;
  readonly found: Found;
  readonly hash: string;
  readonly extension: string;
};

async function answer(storage: Storage, { request, response, found, hash, extension }: Answer): Promise<void> {
  const version = found.coding ? `${hash}-${found.coding.coding}` : hash;
  response.set({
    ETag: formatEtag(version),
    "Cache-Control": "public, max-age=31536000, immutable",
    "Content-Type": MEDIA_TYPES[extension as Extension],
    "Accept-Ranges": "bytes",
    ...(found.coding ? { "Content-Encoding": found.coding.coding } : {}),
    ...(VIEWED.has(extension) ? {} : { "Content-Disposition": "attachment" }),
  });
  if (matchesIfNoneMatch(request.headers, version)) return void response.status(304).end();
  const ifRange = request.headers["if-range"];
  const isSame = ifRange === undefined || ifRange === formatEtag(version);
  const range = isSame ? readRange(request.headers.range, found.bytes) : "whole";
  if (range === null) {
    response.set("Content-Range", `bytes */${found.bytes}`);
    return void response.status(416).end();
  }
  if (range === "whole") response.status(200).set("Content-Length", String(found.bytes));
  else {
    response.status(206).set("Content-Length", String(range.end - range.start + 1));
    response.set("Content-Range", `bytes ${range.start}-${range.end}/${found.bytes}`);
  }
  if (request.method === "HEAD" || found.bytes === 0) return void response.end();
  await send(storage, found.name, range === "whole" ? undefined : range, response);
}

async function send(
  storage: Storage,
  name: string,
  range: { start: number; end: number } | undefined,
  response: Response,
): Promise<void> {
  const body = await storage.open(name, range);
  if (!body) return sendError(response, new VitrineError("NOT_FOUND"));
  // A reader that goes away ends the pipeline with an error that is nobody's fault.
  await pipeline(body, response).catch(() => response.destroy());
}

/** Names that are remembered; a name with all that is known of it takes some 200 bytes. */
const REMEMBERED_MAX = 20_000;

/** Files never change, so what was found once is not looked for again. */
function createFinder(storage: Storage) {
  const sizes = new Map<string, number>();
  const sizeOf = async (name: string): Promise<number | null> => {
    const known = sizes.get(name);
    if (known !== undefined) return known < 0 ? null : known;
    const found = await storage.stat(name);
    if (sizes.size >= REMEMBERED_MAX) sizes.clear();
    if (found) sizes.set(name, found.bytes);
    return found?.bytes ?? null;
  };
  return async (name: string, headers: Request["headers"]): Promise<Found | null> => {
    const bytes = await sizeOf(name);
    if (bytes === null) return null;
    // A part of a compressed copy would be of no use to most who ask for parts.
    const codings = headers.range === undefined ? readAcceptedCodings(headers["accept-encoding"]) : [];
    for (const coding of codings) {
      const compressed = await sizeOf(`${name}${coding.suffix}`);
      if (compressed !== null) return { name: `${name}${coding.suffix}`, bytes: compressed, coding };
      // Copies are put before the file itself: one that is missing now never comes.
      sizes.set(`${name}${coding.suffix}`, -1);
    }
    return { name, bytes, coding: null };
  };
}
