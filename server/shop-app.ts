import type { RequestListener } from "node:http";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import manifest from "../package.json" with { type: "json" };
import { VitrineError } from "../rooms/protocol/errors.ts";
import { readClientAddress } from "./http/client-address.ts";
import { serveApiDocs } from "./http/docs-page.ts";
import { sendError, toVitrineError } from "./http/errors.ts";
import { describeApi } from "./http/openapi.ts";
import type { OriginPolicy } from "./http/origins.ts";
import type { RateLimits } from "./http/rate-limit.ts";
import { createRequestLog } from "./http/request-log.ts";
import { createSecurityHeaders } from "./http/security-headers.ts";
import { serveRoutes } from "./http/serve-routes.ts";
import { serveGoods } from "./models/delivery/serve-goods.ts";
import { serveClient } from "./pages/client-build.ts";
import type { Config } from "./process/config.ts";
import type { Logger } from "./process/log.ts";
import type { Shop } from "./shop.ts";

export type ShopAppDeps = {
  readonly config: Config;
  readonly log: Logger;
  readonly origins: OriginPolicy;
  readonly rateLimits: RateLimits;
  readonly shop: Shop;
};

/** Everything that is answered over plain HTTP: the API and its documentation, models, the pages of the client. */
export function createShopApp({ config, log, origins, rateLimits, shop }: ShopAppDeps): RequestListener {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(createRequestLog(log));
  app.use(createSecurityHeaders(config));
  const goods = serveGoods(shop.storage);
  // Before the origins: files of goods are for every site. Models that were stored at once have an address of their own.
  app.use("/goods", goods);
  app.use("/models", goods);
  app.use(answerOrigins(origins));
  app.use(serveApiDocs(describeApi(shop.routes, manifest.version)));
  app.use(
    serveRoutes(shop.routes, {
      log,
      rateLimits,
      authenticate: shop.identity.authenticate,
      clientAddress: (request) => readClientAddress(request, config.TRUST_PROXY),
    }),
  );
  app.use(serveClient());
  app.use(refuseUnknown);
  app.use(answerFailure(log));
  return app;
}

function answerOrigins(origins: OriginPolicy): RequestHandler {
  return (request, response, next) => {
    response.vary("Origin");
    response.set(origins.corsHeaders(request.headers));
    const isPreflight = request.method === "OPTIONS" && request.headers["access-control-request-method"] !== undefined;
    if (isPreflight) response.status(204).end();
    else next();
  };
}

const refuseUnknown: RequestHandler = (_request, response) => sendError(response, new VitrineError("NOT_FOUND"));

/** Express recognises an error handler by its four parameters. */
function answerFailure(log: Logger): ErrorRequestHandler {
  return (thrown, _request, response, _next) => sendError(response, toVitrineError(thrown, log));
}
