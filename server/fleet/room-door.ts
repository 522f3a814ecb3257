/*
 * What stands between strangers and Colyseus. Colyseus answers POST /matchmake/… and upgrades sockets by itself, and
 * leaves open by default: any origin with credentials, bodies of any size, no rate limit, every matchmaking method,
 * an address that the asker may invent, and listeners that throw on a malformed Host or target. Both listeners are
 * taken off the HTTP server and called only by this door. Joining is answered here, and by nothing of Colyseus's.
 */
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { matchMaker } from "@colyseus/core";
import { ERRORS, type ErrorCode, VitrineError } from "../../rooms/protocol/errors.ts";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";
import { readClientAddress } from "../http/client-address.ts";
import type { OriginPolicy } from "../http/origins.ts";
import type { RateLimits } from "../http/rate-limit.ts";
import type { Logger } from "../process/log.ts";

const MATCHMAKE = /^\/matchmake\/(\w+)\/([\w-]+)$/;
/** A join is a ticket and two short fields. */
const BODY_MAX_BYTES = 8 * 1024;
const BODY_TIMEOUT_MS = 10_000;
const JOINS = { name: "matchmake", requests: 120, seconds: 60 };

export type RoomDoorDeps = {
  readonly origins: OriginPolicy;
  readonly rateLimits: RateLimits;
  readonly trustedHops: number;
  readonly log: Logger;
  isDraining(): boolean;
  /** Gives a seat for the body of a join. @throws VitrineError */
  enter(options: object): Promise<object>;
};

/** What a request to /matchmake/… asks for. */
type Wish = { readonly method: "joinOrCreate" | "reconnect"; readonly body: object };

/**
 * Puts the door in front of Colyseus, after it has bound its listeners to the server.
 * @param shop answers everything that is not about rooms
 */
export function installRoomDoor(server: Server, shop: RequestListener, deps: RoomDoorDeps): void {
  const colyseus = server.listeners("request") as RequestListener[];
  const upgrades = server.listeners("upgrade") as ((...args: [IncomingMessage, Duplex, Buffer]) => void)[];
  server.removeAllListeners("request");
  server.removeAllListeners("upgrade");
  matchMaker.controller.exposedMethods = ["reconnect"];
  // CORS is ours: the door has set the headers before Colyseus is called.
  Reflect.set(matchMaker.controller, "DEFAULT_CORS_HEADERS", {});
  matchMaker.controller.getCorsHeaders = () => ({});

  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/matchmake/")) return shop(request, response);
    readWish(request, response, deps)
      .then(async (wish) => {
        if (wish?.method === "joinOrCreate") return answerSeat(response, await deps.enter(wish.body));
        if (wish) for (const listener of colyseus) listener(request, response);
      })
      .catch((error: unknown) => refuse(response, codeOf(error, deps.log)));
  });
  server.on("upgrade", (request, socket, head) => {
    const refusal = judgeUpgrade(request, deps);
    if (refusal) return refuseUpgrade(socket, refusal);
    hideForwarding(request, deps.trustedHops);
    for (const listener of upgrades) listener(request, socket, head);
  });
}

/** Reads one matchmaking request; null when it has been answered. Its parsed body is left where Colyseus looks for it. */
async function readWish(request: IncomingMessage, response: ServerResponse, deps: RoomDoorDeps): Promise<Wish | null> {
  const { origins, rateLimits, trustedHops } = deps;
  if (!origins.isAllowed(request.headers)) throw new VitrineError("ORIGIN_FORBIDDEN");
  for (const [name, value] of Object.entries(origins.corsHeaders(request.headers))) response.setHeader(name, value);
  response.setHeader("Cache-Control", "no-store");
  if (request.method === "OPTIONS") {
    response.writeHead(204).end();
    return null;
  }
  if (request.method !== "POST") throw new VitrineError("METHOD_NOT_ALLOWED");
  const [, method, name] = MATCHMAKE.exec(request.url ?? "") ?? [];
  const isJoin = method === "joinOrCreate" && name === SHOWROOM_ROOM;
  if (!isJoin && method !== "reconnect") throw new VitrineError("NOT_FOUND");
  if (deps.isDraining()) throw new VitrineError("ROOM_DRAINING");
  const verdict = await rateLimits.consume(JOINS, readClientAddress(request, trustedHops));
  for (const [header, value] of Object.entries(verdict.headers)) response.setHeader(header, value);
  if (!verdict.allowed) throw new VitrineError("RATE_LIMITED");
  if (!hasReadableHost(request)) throw new VitrineError("BAD_REQUEST");
  hideForwarding(request, trustedHops);
  const body = await readJsonBody(request);
  Reflect.set(request, "body", body);
  return { method, body };
}

function answerSeat(response: ServerResponse, seat: object): void {
  response.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify(seat));
}

function readJsonBody(request: IncomingMessage): Promise<object> {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw new VitrineError("UNSUPPORTED_MEDIA_TYPE");
  }
  if (Number(request.headers["content-length"] ?? 0) > BODY_MAX_BYTES) throw new VitrineError("PAYLOAD_TOO_LARGE");
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const timer = setTimeout(() => reject(new VitrineError("BAD_REQUEST")), BODY_TIMEOUT_MS);
    request.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > BODY_MAX_BYTES) reject(new VitrineError("PAYLOAD_TOO_LARGE"));
      else chunks.push(chunk);
    });
    request.on("end", () => {
      clearTimeout(timer);
      const body = parseObject(Buffer.concat(chunks).toString("utf8"));
      if (body) resolve(body);
      else reject(new VitrineError("BAD_REQUEST"));
    });
    request.on("close", () => clearTimeout(timer));
    request.on("error", reject);
  });
}

function parseObject(text: string): object | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

function judgeUpgrade(request: IncomingMessage, { origins, isDraining }: RoomDoorDeps): ErrorCode | null {
  if (!origins.isAllowed(request.headers)) return "ORIGIN_FORBIDDEN";
  // `/<process>/<room>?sessionId=…`, and nothing that could not be read as a path.
  if (!/^\/[\w-]+\/[\w-]+\?/.test(request.url ?? "") || !hasReadableHost(request)) return "BAD_REQUEST";
  return isDraining() ? "ROOM_DRAINING" : null;
}

function hasReadableHost(request: IncomingMessage): boolean {
  return URL.canParse(`http://${request.headers.host ?? ""}`);
}

/** Colyseus believes every forwarding header: it gets the one address that is known to be true. */
function hideForwarding(request: IncomingMessage, trustedHops: number): void {
  const address = readClientAddress(request, trustedHops);
  for (const name of ["x-forwarded-for", "x-forwarded-proto", "x-client-ip", ":authority"])
    delete request.headers[name];
  request.headers["x-real-ip"] = address;
}

function codeOf(error: unknown, log: Logger): ErrorCode {
  if (error instanceof VitrineError) return error.code;
  log.error({ err: error }, "A request to join failed");
  return "UNAVAILABLE";
}

/** Answers in the shape that the Colyseus SDK reads: its error has the status as `code` and our code as `message`. */
function refuse(response: ServerResponse, code: ErrorCode): void {
  if (response.headersSent) return;
  const { status } = ERRORS[code];
  // What was not read of the body must not be taken for the next request.
  response.writeHead(status, { "Content-Type": "application/json", Connection: "close" });
  response.end(JSON.stringify({ code: status, error: code, message: code }));
}

function refuseUpgrade(socket: Duplex, code: ErrorCode): void {
  const body = JSON.stringify(new VitrineError(code).toBody());
  socket.on("error", () => socket.destroy());
  socket.end(
    [
      `HTTP/1.1 ${ERRORS[code].status} ${code}`,
      "Content-Type: application/json",
      `Content-Length: ${Buffer.byteLength(body)}`,
      "Connection: close",
      "",
      body,
    ].join("\r\n"),
  );
}
