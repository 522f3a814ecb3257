import { z } from "zod";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { id } from "../../rooms/protocol/identity.ts";
import {
  type Showroom,
  showroom,
  showroomLayout,
  showroomRename,
  showroomRequest,
} from "../../rooms/protocol/showroom.ts";
import { formatEtag, matchesIfNoneMatch, requireIfMatch } from "../http/etag.ts";
import { type Reply, type Route, route } from "../http/route.ts";
import { pageQuery } from "../lists/page.ts";
import type { Showrooms } from "./service.ts";

const showroomParams = z.object({ showroomId: id });
const showroomPage = z.object({ items: z.array(showroom), nextCursor: z.string().nullable() });
const ETAG = { ETag: "The version to send as If-Match with an edit" };

/** A layout of 500 exhibits, walls and fixtures each takes about a third of this. */
export const LAYOUT_MAX_BYTES = 1024 * 1024;

const IF_MATCH = { "If-Match": "The ETag of the version that was edited" };

const listQuery = pageQuery.extend({
  mine: z.enum(["true", "false"]).optional().describe("Only the showrooms of the asker's brand"),
});

const replyWith = (found: Showroom, status = 200): Reply => ({
  status,
  body: found,
  headers: { ETag: formatEtag(String(found.revision)), "Cache-Control": "no-cache" },
});

/** Showrooms and their layouts. */
export function showroomRoutes(showrooms: Showrooms): Route[] {
  return [
    listShowrooms(showrooms),
    createShowroom(showrooms),
    readShowroom(showrooms),
    renameShowroom(showrooms),
    changeLayout(showrooms),
  ];
}

function listShowrooms(showrooms: Showrooms): Route {
  return route({
    method: "get",
    path: "/api/v1/showrooms",
    summary: "List showrooms",
    tag: "Showrooms",
    action: "showroom.read",
    query: listQuery,
    responses: { 200: { description: "One page of showrooms, sorted by name", schema: showroomPage } },
    handle: async ({ query, actor }) => ({
      status: 200,
      body: await showrooms.listShowrooms(query, query.mine === "true" ? actor.brandId : null),
      headers: { "Cache-Control": query.mine === "true" ? "private, no-cache" : "no-cache" },
    }),
  });
}

function createShowroom(showrooms: Showrooms): Route {
  return route({
    method: "post",
    path: "/api/v1/showrooms",
    summary: "Add a showroom",
    description: "It belongs to the brand of the key and is empty but for the walls of its preset.",
    tag: "Showrooms",
    action: "showroom.edit",
    body: showroomRequest,
    responses: {
      201: { description: "The new showroom", schema: showroom, headers: { ...ETAG, Location: "Its address" } },
    },
    async handle({ actor, body }) {
      if (actor.brandId === null) throw new VitrineError("FORBIDDEN");
      const created = await showrooms.createShowroom(actor.brandId, body);
      const reply = replyWith(created, 201);
      return { ...reply, headers: { ...reply.headers, Location: `/api/v1/showrooms/${created.id}` } };
    },
  });
}

function readShowroom(showrooms: Showrooms): Route {
  return route({
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
  });
}

function renameShowroom(showrooms: Showrooms): Route {
  return route({
    method: "patch",
    path: "/api/v1/showrooms/{showroomId}",
    summary: "Rename a showroom",
    tag: "Showrooms",
    action: "showroom.edit",
    params: showroomParams,
    body: showroomRename,
    requestHeaders: IF_MATCH,
    responses: { 200: { description: "The showroom as it is now", schema: showroom, headers: ETAG } },
    errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
    async handle({ params, body, request, authorize }) {
      authorize(await showrooms.readShowroom(params.showroomId));
      const version = requireIfMatch(request.headers);
      return replyWith(await showrooms.renameShowroom(params.showroomId, body.name, version));
    },
  });
}

function changeLayout(showrooms: Showrooms): Route {
  return route({
    method: "put",
    path: "/api/v1/showrooms/{showroomId}/layout",
    summary: "Change the layout of a showroom",
    description: "Past the draft, which stays as it is. Rooms that are running change at once and nobody reloads.",
    tag: "Showrooms",
    action: "showroom.edit",
    params: showroomParams,
    body: showroomLayout,
    bodyMaxBytes: LAYOUT_MAX_BYTES,
    requestHeaders: IF_MATCH,
    responses: { 200: { description: "The showroom as it is now", schema: showroom, headers: ETAG } },
    errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
    async handle({ params, body, request, authorize }) {
      authorize(await showrooms.readShowroom(params.showroomId));
      return replyWith(await showrooms.changeLayout(params.showroomId, body, requireIfMatch(request.headers)));
    },
  });
}
