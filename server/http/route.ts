/*
 * How a feature is built here.
 *
 * 1. Types that cross the wire are zod schemas in rooms/protocol/.
 * 2. `store.ts` talks to Redis: functions take a brand id first, spell no key (redis/keys.ts does), and run several
 *    steps as one Lua file through `defineScript` (redis/script.ts).
 * 3. `service.ts` is `createX(deps)`: the use cases. It throws VitrineError and knows neither Express nor Colyseus.
 * 4. `routes.ts` is `xRoutes(service): Route[]`, each entry made by `route({ … })`: parse → service → reply. The
 *    declaration is all there is: who may call, what goes in, what comes out, how often. Authentication, permission,
 *    validation, limits and the OpenAPI document all follow from it.
 * 5. `app.ts` constructs the service and lists its routes.
 *
 * A route that touches something of a brand calls `context.authorize({ brandId })` unless the brand is the actor's own.
 * Routes reply with `{ status, body?, headers? }`, or write to `context.response` themselves (streams, files) and
 * return nothing. Query values arrive as text: coerce them in the schema (`z.coerce.number()`).
 */
import type { Request, Response } from "express";
import type { z } from "zod";
import type { ErrorCode } from "../../rooms/protocol/errors.ts";
import { ACTIONS, type Action, type Actor } from "../../rooms/protocol/identity.ts";
import type { Logger } from "../process/log.ts";

type Method = "get" | "head" | "options" | "post" | "put" | "patch" | "delete";

/** At most `requests` in `seconds`, counted per asker: the visitor or member, else the address. */
export type RateLimit = { readonly name: string; readonly requests: number; readonly seconds: number };

/** What a route may answer. `content` is the media type of an answer that is not JSON. */
type ResponseSpec = {
  readonly description: string;
  readonly schema?: z.ZodType;
  readonly content?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a handler returns: JSON, or no body at all. */
export type Reply = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
};

/** What a handler is given; everything in it has been checked. */
type RouteContext<Params, Query, Body> = {
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly request: Request;
  readonly response: Response;
  readonly log: Logger;
  /** @throws VitrineError FORBIDDEN unless the actor may do the route's action on something of that brand */
  authorize(resource: { readonly brandId: string }): void;
};

type Spec<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> = {
  readonly method: Method;
  /** With parameters in braces, as in OpenAPI: `/api/v1/products/{productId}`. */
  readonly path: `/${string}`;
  /** A short imperative sentence. */
  readonly summary: string;
  readonly description?: string;
  readonly tag: string;
  /** What the asker must be allowed to do; see identity/permissions.ts. */
  readonly action: Action;
  readonly params?: P;
  readonly query?: Q;
  /** A JSON body. */
  readonly body?: B;
  /** Largest JSON body; 64 KiB without it. */
  readonly bodyMaxBytes?: number;
  /** Request headers that matter, name → meaning; for the documentation. */
  readonly requestHeaders?: Readonly<Record<string, string>>;
  /** Media types of a body that the handler reads from `request` itself. */
  readonly upload?: readonly string[];
  readonly responses: Readonly<Record<number, ResponseSpec>>;
  /** Codes beyond the ones that every route may answer with. */
  readonly errors?: readonly ErrorCode[];
  /** "none" only for probes, which must answer while Redis does not. */
  readonly rateLimit?: RateLimit | "none";
};

type Handler<P, Q, B> = {
  // A method, so that routes of every shape fit into one list.
  handle(context: RouteContext<P, Q, B>): Promise<Reply | undefined> | Reply | undefined;
};

/** A declared route of any shape. */
export type Route = Spec<z.ZodType, z.ZodType, z.ZodType> & Handler<unknown, unknown, unknown>;

const READS: RateLimit = { name: "read", requests: 600, seconds: 60 };
const WRITES: RateLimit = { name: "write", requests: 240, seconds: 60 };

/** The limit of a route; without its own, generous for reading and tighter for changing. Null for none. */
export function limitOf(declared: Route): RateLimit | null {
  if (declared.rateLimit === "none") return null;
  return declared.rateLimit ?? (declared.method === "get" ? READS : WRITES);
}

/** Declares a route; params, query and body are typed by their schemas. */
export function route<
  P extends z.ZodType = z.ZodType<Record<string, never>>,
  Q extends z.ZodType = z.ZodType<Record<string, never>>,
  B extends z.ZodType = z.ZodType<undefined>,
>(spec: Spec<P, Q, B> & Handler<z.output<P>, z.output<Q>, z.output<B>>): Route {
  return spec;
}

/**
 * Checks the whole list before the server listens.
 * @throws Error when a route has no known action, is declared twice, or its path and parameters disagree
 */
export function assertRoutes(routes: readonly Route[]): void {
  const seen = new Set<string>();
  for (const each of routes) {
    const name = `${each.method.toUpperCase()} ${each.path}`;
    if (!ACTIONS.includes(each.action)) throw new Error(`${name} declares no known action: ${String(each.action)}`);
    if (seen.has(name)) throw new Error(`${name} is declared twice`);
    if (each.path.includes("{") && !each.params) throw new Error(`${name} has no schema for its parameters`);
    seen.add(name);
  }
}
