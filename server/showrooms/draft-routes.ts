import { z } from "zod";
import { id } from "../../rooms/protocol/identity.ts";
import { type LayoutDraft, layoutDraft, layoutDraftEdit, showroom } from "../../rooms/protocol/showroom.ts";
import { formatEtag, requireIfMatch } from "../http/etag.ts";
import { type Reply, type Route, route } from "../http/route.ts";
import type { LayoutDrafts } from "./drafts.ts";
import { LAYOUT_MAX_BYTES } from "./routes.ts";
import type { Showrooms } from "./service.ts";

export type DraftRoutesDeps = { readonly showrooms: Showrooms; readonly drafts: LayoutDrafts };

const params = z.object({ showroomId: id });
const publication = z.object({ showroom, draft: layoutDraft });
const ETAG = { ETag: "The version to send as If-Match with the next save or publication" };
const IF_MATCH = { "If-Match": "The ETag of the draft that was read or saved last" };

/** Layouts in the making and their publication. */
export function draftRoutes(deps: DraftRoutesDeps): Route[] {
  return [readDraft(deps), saveDraft(deps), publishDraft(deps)];
}

function replyWith({ drafts }: DraftRoutesDeps, draft: LayoutDraft, body: unknown = draft): Reply {
  return {
    status: 200,
    body,
    headers: { ETag: formatEtag(drafts.versionOf(draft)), "Cache-Control": "private, no-cache" },
  };
}

function readDraft(deps: DraftRoutesDeps): Route {
  return route({
    method: "get",
    path: "/api/v1/showrooms/{showroomId}/draft",
    summary: "Read the draft of a showroom's layout",
    description: "While nobody has saved a draft it is the published layout, with revision 0.",
    tag: "Showrooms",
    action: "showroom.edit",
    params,
    responses: { 200: { description: "The draft", schema: layoutDraft, headers: ETAG } },
    errors: ["NOT_FOUND"],
    async handle({ params: { showroomId }, authorize }) {
      authorize(await deps.showrooms.readShowroom(showroomId));
      return replyWith(deps, await deps.drafts.readDraft(showroomId));
    },
  });
}

function saveDraft(deps: DraftRoutesDeps): Route {
  return route({
    method: "put",
    path: "/api/v1/showrooms/{showroomId}/draft",
    summary: "Save the draft of a showroom's layout",
    description:
      "Visitors see nothing of it. PRECONDITION_FAILED says in its details who saved another version and when; read that one, and save again on top of it.",
    tag: "Showrooms",
    action: "showroom.edit",
    params,
    body: layoutDraftEdit,
    bodyMaxBytes: LAYOUT_MAX_BYTES,
    requestHeaders: IF_MATCH,
    responses: { 200: { description: "The draft as it is now", schema: layoutDraft, headers: ETAG } },
    errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
    async handle({ params: { showroomId }, body, request, actor, authorize }) {
      authorize(await deps.showrooms.readShowroom(showroomId));
      const version = requireIfMatch(request.headers);
      return replyWith(deps, await deps.drafts.saveDraft(showroomId, body, version, actor.id));
    },
  });
}

function publishDraft(deps: DraftRoutesDeps): Route {
  return route({
    method: "post",
    path: "/api/v1/showrooms/{showroomId}/publish",
    summary: "Publish the draft of a showroom's layout",
    description:
      "Rooms that are running change at once and nobody reloads: exhibits move, holds are kept, whoever stands in a new wall is led out of it. The draft must be based on the layout that is published now.",
    tag: "Showrooms",
    action: "showroom.edit",
    params,
    requestHeaders: IF_MATCH,
    responses: { 200: { description: "What is published now", schema: publication, headers: ETAG } },
    errors: ["NOT_FOUND", "PRECONDITION_REQUIRED", "PRECONDITION_FAILED"],
    async handle({ params: { showroomId }, request, authorize }) {
      authorize(await deps.showrooms.readShowroom(showroomId));
      const published = await deps.drafts.publishDraft(showroomId, requireIfMatch(request.headers));
      return replyWith(deps, published.draft, published);
    },
  });
}
