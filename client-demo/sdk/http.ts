import type { ZodType } from "zod";
import { ApiError, errorFromReply, localError } from "./api-error.ts";

const API_ROOT = "/api/v1";

export type HttpRequest = {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Below `/api/v1`, starting with a slash. */
  readonly path: string;
  /** Search parameters; undefined ones are left out. */
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | null;
  readonly signal?: AbortSignal;
};

/**
 * Sends a request and returns the response when its status says success.
 * @throws ApiError with the server's code, NETWORK when there was no answer, ABORTED when `signal` fired
 */
export async function send(request: HttpRequest): Promise<Response> {
  const response = await fetch(addressOf(request), {
    method: request.method ?? "GET",
    headers: headersOf(request),
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.signal ? { signal: request.signal } : {}),
  }).catch(() => {
    throw localError(request.signal?.aborted ? "ABORTED" : "NETWORK");
  });
  if (response.ok) return response;
  throw errorFromReply(response.status, await response.json().catch(() => null));
}

/**
 * Sends a request and reads the reply with the schema of the protocol.
 * @throws ApiError as `send`, and UNEXPECTED_REPLY when the reply does not fit
 */
export async function ask<T>(request: HttpRequest, reply: ZodType<T>): Promise<T> {
  return readReply(await send(request), reply);
}

/** @throws ApiError UNEXPECTED_REPLY */
export async function readReply<T>(response: Response, reply: ZodType<T>): Promise<T> {
  const parsed = reply.safeParse(await response.json().catch(() => null));
  if (!parsed.success) throw localError("UNEXPECTED_REPLY");
  return parsed.data;
}

function addressOf({ path, query }: HttpRequest): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, String(value));
  return API_ROOT + path + (search.size > 0 ? `?${search}` : "");
}

function headersOf({ body, token, headers }: HttpRequest): Headers {
  const all = new Headers(headers);
  all.set("Accept", "application/json");
  if (body !== undefined) all.set("Content-Type", "application/json");
  if (token) all.set("Authorization", `Bearer ${token}`);
  return all;
}

/** Whether a thrown thing is an ApiError with one of these codes. */
export function hasCode(thrown: unknown, ...codes: readonly ApiError["code"][]): thrown is ApiError {
  return thrown instanceof ApiError && codes.includes(thrown.code);
}
