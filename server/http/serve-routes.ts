import express, { type Request, type RequestHandler, type Response, Router } from "express";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Actor } from "../../rooms/protocol/identity.ts";
import { can, isRoleAllowed } from "../access/permissions.ts";
import type { Logger } from "../process/log.ts";
import { sendError, toVitrineError } from "./errors.ts";
import type { RateLimits } from "./rate-limit.ts";
import { assertRoutes, limitOf, type Reply, type Route } from "./route.ts";
import { validateParts } from "./validate.ts";

/** Largest JSON body of a route that declares no other size. */
const JSON_BODY_MAX_BYTES = 64 * 1024;

/** What serving a route needs from the rest of the shop. */
export type RouteServing = {
  readonly log: Logger;
  readonly rateLimits: RateLimits;
  /** @throws VitrineError UNAUTHENTICATED, SESSION_EXPIRED */
  authenticate(authorization: string | undefined): Promise<Actor>;
  clientAddress(request: Request): string;
};

/**
 * Serves declared routes. Every request takes the same way: who → may they → how often → is it well-formed → handler.
 * @throws Error at once when a declaration is wrong
 */
export function serveRoutes(routes: readonly Route[], serving: RouteServing): Router {
  assertRoutes(routes);
  const router = Router({ caseSensitive: true });
  for (const route of routes) router[route.method](expressPath(route.path), handleRoute(route, serving));
  for (const path of new Set(routes.map((route) => route.path)))
    router.all(expressPath(path), refuseMethod(routes, path));
  return router;
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ":$1");
}

function handleRoute(route: Route, serving: RouteServing): RequestHandler {
  const parseJson = express.json({ limit: route.bodyMaxBytes ?? JSON_BODY_MAX_BYTES });
  return async (request, response) => {
    const log = request.log as Logger;
    try {
      const actor = await serving.authenticate(request.headers.authorization);
      assertRole(actor, route);
      await applyLimit(route, actor, { request, response, serving });
      assertMediaType(route, request);
      if (route.body) await readJson(parseJson, request, response);
      const reply = await callHandler(route, { actor, request, response, log });
      if (reply) sendReply(response, reply);
    } catch (thrown) {
      if (request.destroyed && !request.complete) return void response.destroy();
      // The rest of a refused body is read and dropped, because a sender listens only once it has sent everything.
      request.resume();
      sendError(response, toVitrineError(thrown, log));
    }
  };
}

function assertRole(actor: Actor, route: Route): void {
  if (isRoleAllowed(actor.role, route.action)) return;
  throw new VitrineError(actor.role === "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN");
}

type Exchange = { readonly request: Request; readonly response: Response; readonly serving: RouteServing };

async function applyLimit(route: Route, actor: Actor, { request, response, serving }: Exchange): Promise<void> {
  const limit = limitOf(route);
  if (limit === null) return;
  const who = actor.role === "anonymous" ? serving.clientAddress(request) : actor.id;
  const verdict = await serving.rateLimits.consume(limit, who);
  response.set(verdict.headers);
  if (!verdict.allowed) throw new VitrineError("RATE_LIMITED");
}

function assertMediaType(route: Route, request: Request): void {
  const accepted = route.upload ?? (route.body ? ["application/json"] : null);
  if (accepted && !request.is([...accepted])) throw new VitrineError("UNSUPPORTED_MEDIA_TYPE", { accepted });
}

function readJson(parse: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    parse(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

type Call = { readonly actor: Actor; readonly request: Request; readonly response: Response; readonly log: Logger };

async function callHandler(route: Route, call: Call): Promise<Reply | undefined> {
  const { request, actor } = call;
  const [params, query, body] = validateParts([
    { in: "path", schema: route.params, value: request.params },
    { in: "query", schema: route.query, value: request.query },
    { in: "body", schema: route.body, value: request.body },
  ]);
  const authorize = (resource: { readonly brandId: string }) => {
    if (!can(actor, route.action, resource)) throw new VitrineError("FORBIDDEN");
  };
  return route.handle({ ...call, params, query, body, authorize });
}

function sendReply(response: Response, { status, body, headers }: Reply): void {
  // What a role may see must not come out of a shared cache; a route that knows better says so in its headers.
  response.setHeader("Cache-Control", "no-store");
  if (headers) response.set(headers);
  response.status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

function refuseMethod(routes: readonly Route[], path: string): RequestHandler {
  const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
  return (_request, response) => {
    response.setHeader("Allow", methods.join(", "));
    sendError(response, new VitrineError("METHOD_NOT_ALLOWED"));
  };
}
