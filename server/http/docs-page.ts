import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { Router } from "express";

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Vitrine API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" type="image/png" href="/api/docs/favicon-32x32.png">
  </head>
  <body>
    <main id="api"></main>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

const START = `window.ui = SwaggerUIBundle({
  url: "/api/openapi.json",
  dom_id: "#api",
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  // The page shows this server only: nothing is asked of any other.
  validatorUrl: null,
});
`;

/** The document at /api/openapi.json and a page to read it, served from this machine alone. */
export function serveApiDocs(document: object): Router {
  const router = Router();
  const assets = dirname(fileURLToPath(import.meta.resolve("swagger-ui-dist/package.json")));
  const revalidated = { "Cache-Control": "no-cache" };
  router.get("/api/openapi.json", (_request, response) => {
    response.set(revalidated).json(document);
  });
  router.get("/api/docs", (_request, response) => {
    response.set(revalidated).type("html").send(PAGE);
  });
  router.get("/api/docs/start.js", (_request, response) => {
    response.set(revalidated).type("js").send(START);
  });
  router.use("/api/docs", (request, response, next) => {
    const isAsset = /^\/(?:swagger-ui\.css|swagger-ui-bundle\.js|favicon-32x32\.png)$/.test(request.path);
    if (isAsset) response.sendFile(request.path, { root: assets, maxAge: "1d" });
    else next();
  });
  return router;
}
