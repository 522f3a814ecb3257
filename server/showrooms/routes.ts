import { z } from "zod";
import { id } from "../../rooms/protocol/identity.ts";
import { type Showroom, showroom, showroomLayout } from "../../rooms/protocol/showroom.ts";
import { formatEtag, matchesIfNoneMatch, requireIfMatch } from "../http/etag.ts";
import { pageQuery } from "../http/page.ts";
import { type Reply, type Route, route } from "../http/route.ts";
import type { Showrooms } from "./service.ts";

const showroomParams = z.object({ showroomId: id });
const showroomPage = z.object({ items: z.array(showroom), nextCursor: z.string().nullable() });
const ETAG = { ETag: "The version to send as If-Match with an edit" };

/** A layout of 500 exhibits, walls and fixtures each takes about a third of this. */
const LAYOUT_MAX_BYTES = 1024 * 1024;

const replyWith = (found: Showroom): Reply => ({
  status: 200,
  body: found,
  headers: { ETag: formatEtag(String(found.revision)), "Cache-Control": "no-cache" },
});

/** Showrooms and their layouts. */
export function showroomRoutes(showrooms: Showrooms): Route[] {
  return [
    route({
      method: "get",
      path: "/api/v1/showrooms",
      summary: "List showrooms",
      tag: "Showrooms",
      action: "showroom.read",
      query: pageQuery,
      responses: { 200: { description: "One page of showrooms, sorted by name", schema: showroomPage } },
      handle: async ({ query }) => ({
        status: 200,
        body: await showrooms.listShowrooms(query),
        headers: { "Cache-Control": "no-cache" },
      }),
    }),
    route({
      method: "get",
      path: "/api/v1/showrooms/{showroomId}",
      summary: "Read a showroom with its layout",
      tag: "Showrooms",
      action: "showroom.read",
      params: showroomParams,
      responses: {
        200: { description: "The showroom", schema: showroom, headers: ETAG },
        304: { description: "The version in If-None-Match is still the current one" },
      },
      errors: ["NOT_FOUND"],
      async handle({ params, request }) {
        const found = await showrooms.readShowroom(params.showroomId);
        return matchesIfNoneMatch(request.headers, String(found.revision)) ? { status: 304 } : replyWith(found);
      },
    }),
    route({
      method: "put",
      path: "/api/v1/showrooms/{showroomId}/layout",
      summary: "Change the layout of a showroom",
      description: "Rooms that are running keep the layout that they opened with; the next one has the new layout.",
      tag: "Showrooms",
      action: "showroom.edit",
      params: showroomParams,
      body: showroomLayout,
      bodyMaxBytes: LAYOUT_MAX_BYTES,
      requestHeaders: { "If-Match": "The ETag of the version that was edited" },
      responses: { 200: { description: "The showroom as it is now", schema: showroom, headers: ETAG } },
      errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
      async handle({ params, body, request, authorize }) {
        const { brandId } = await showrooms.readShowroom(params.showroomId);
        authorize({ brandId });
        return replyWith(await showrooms.changeLayout(params.showroomId, body, requireIfMatch(request.headers)));
      },
    }),
  ];
}
