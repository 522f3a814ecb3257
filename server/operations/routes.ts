import { z } from "zod";
import { type Route, route } from "../http/route.ts";
import type { Operations } from "./service.ts";

const health = z.object({ status: z.literal("ok") });
const readiness = z.object({ ready: z.boolean(), redis: z.boolean(), rooms: z.boolean() });

/** For load balancers and container engines. */
export function operationsRoutes(operations: Operations): Route[] {
  return [
    route({
      method: "get",
      path: "/healthz",
      summary: "Is the process alive",
      tag: "Operations",
      action: "public.read",
      responses: { 200: { description: "It is", schema: health } },
      rateLimit: "none",
      handle: () => ({ status: 200, body: { status: "ok" } }),
    }),
    route({
      method: "get",
      path: "/readyz",
      summary: "Can visitors be sent here",
      description: "Redis answers and rooms are open; false while the server is stopping.",
      tag: "Operations",
      action: "public.read",
      responses: {
        200: { description: "Yes", schema: readiness },
        503: { description: "No, and why", schema: readiness },
      },
      rateLimit: "none",
      async handle() {
        const body = await operations.readReadiness();
        return { status: body.ready ? 200 : 503, body };
      },
    }),
  ];
}
