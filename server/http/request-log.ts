import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { pinoHttp } from "pino-http";
import type { Logger } from "../process/log.ts";

/** Paths that are asked every few seconds by machines, or hundreds of times by one page. */
const QUIET = /^\/(?:healthz|readyz|models\/|goods\/|assets\/)/;

/** Whether a probe was told that no visitors are to be sent here, which is an answer like another. */
const isNotReady = (request: IncomingMessage, response: ServerResponse): boolean =>
  response.statusCode === 503 && /^\/readyz\b/.test(request.url ?? "");

/**
 * Gives every request an id, which the answer carries as X-Request-Id, and writes one line per answer: method, path
 * and status. Headers, bodies and query strings stay out, because keys and search words travel in them.
 */
export function createRequestLog(log: Logger) {
  return pinoHttp({
    logger: log,
    genReqId: (_request: IncomingMessage, response: ServerResponse) => {
      const id = randomUUID();
      response.setHeader("X-Request-Id", id);
      return id;
    },
    customLogLevel: (request, response, error) => {
      if (!error && isNotReady(request, response)) return "debug";
      if (error || response.statusCode >= 500) return "error";
      return QUIET.test(request.url ?? "") ? "trace" : "debug";
    },
    customSuccessMessage: () => "Answered",
    customErrorMessage: (request, response) =>
      isNotReady(request, response) ? "Answered: not ready" : "Answered with an error",
    customErrorObject: (_request, response, error, { err, ...fields }) => {
      // For every status from 500 on pino-http makes up an error. What went wrong was logged where it was thrown.
      const isMadeUp = error.message === `failed with status code ${response.statusCode}`;
      return isMadeUp ? fields : { ...fields, err };
    },
    serializers: {
      req: (request: { id: string; method: string; url: string }) => ({
        id: request.id,
        method: request.method,
        path: request.url.split("?")[0],
      }),
      res: (response: { statusCode: number }) => ({ status: response.statusCode }),
    },
  });
}
