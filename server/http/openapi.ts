import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import { ERRORS, type ErrorCode } from "../../rooms/protocol/errors.ts";
import { isRoleAllowed } from "../access/permissions.ts";
import type { Route } from "./route.ts";

const errorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]]),
      message: z.string(),
      details: z.unknown().optional(),
    }),
  })
  .meta({ id: "Error", description: "Every error has this shape; `code` never changes its meaning." });

/** Describes the declared routes as OpenAPI 3.1, from the same schemas that check the requests. */
export function describeApi(routes: readonly Route[], version: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: describeRoute(route) };
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Vitrine",
      version,
      description:
        "The shop of a virtual showroom. Visits and members authenticate with `Authorization: Bearer <token or key>`. " +
        "Lists are read page by page with `cursor`; times are RFC 3339; money is in the currency's smallest unit.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    tags: [...new Set(routes.map((route) => route.tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "The token of a visit, or the key of a member" },
      },
    },
  });
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  const isPublic = isRoleAllowed("anonymous", route.action);
  const parameters = Object.entries(route.requestHeaders ?? {}).map(([name, description]) => ({
    name,
    in: "header" as const,
    description,
    schema: { type: "string" as const },
  }));
  return {
    operationId: nameOperation(route),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    tags: [route.tag],
    security: isPublic ? [{}, { bearer: [] }] : [{ bearer: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    requestParams: {
      ...(route.params ? { path: route.params as z.ZodObject } : {}),
      ...(route.query ? { query: route.query as z.ZodObject } : {}),
    },
    ...describeRequestBody(route),
    responses: { ...describeErrors(route, isPublic), ...describeResponses(route) },
  };
}

function describeRequestBody(route: Route) {
  if (route.body) {
    return { requestBody: { required: true, content: { "application/json": { schema: route.body } } } };
  }
  if (!route.upload) return {};
  const content = Object.fromEntries(route.upload.map((type) => [type, {}]));
  return { requestBody: { required: true, content } };
}

function describeResponses(route: Route): ZodOpenApiOperationObject["responses"] {
  const entries = Object.entries(route.responses).map(([status, { description, schema, content, headers }]) => {
    const mediaType = content ?? "application/json";
    const described = Object.entries(headers ?? {}).map(([name, meaning]) => [
      name,
      { description: meaning, schema: { type: "string" as const } },
    ]);
    return [
      status,
      {
        description,
        ...(schema || content ? { content: { [mediaType]: schema ? { schema } : {} } } : {}),
        ...(described.length > 0 ? { headers: Object.fromEntries(described) } : {}),
      },
    ];
  });
  return Object.fromEntries(entries);
}

/** The codes that the route may answer with, grouped by their status. */
function describeErrors(route: Route, isPublic: boolean): ZodOpenApiOperationObject["responses"] {
  const codes = new Set<ErrorCode>(["INTERNAL", "UNAVAILABLE", ...(route.errors ?? [])]);
  if (route.rateLimit !== "none") codes.add("RATE_LIMITED");
  if (!isPublic) for (const code of ["UNAUTHENTICATED", "SESSION_EXPIRED", "FORBIDDEN"] as const) codes.add(code);
  if (route.params || route.query || route.body) codes.add("VALIDATION_FAILED");
  if (route.body)
    for (const code of ["BAD_REQUEST", "PAYLOAD_TOO_LARGE", "UNSUPPORTED_MEDIA_TYPE"] as const) codes.add(code);
  const byStatus = Map.groupBy(codes, (code) => ERRORS[code].status);
  const entries = [...byStatus].map(([status, group]) => [
    String(status),
    {
      description: group.map((code) => `\`${code}\`: ${ERRORS[code].message}`).join("\n\n"),
      content: { "application/json": { schema: errorBody } },
    },
  ]);
  return Object.fromEntries(entries);
}

/** `GET /api/v1/products/{productId}` → `getProductsProductId`. */
function nameOperation({ method, path }: Route): string {
  const words = path.replace(/^\/api\/v1/, "").match(/\w+/g) ?? [];
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}
