import { z } from "zod";
import {
  type LayoutDraft,
  type LayoutDraftEdit,
  layoutDraft,
  type Showroom,
  type ShowroomRequest,
  showroom,
} from "../../rooms/protocol/showroom.ts";
import { ask, readReply, send } from "./http.ts";

/** A draft with the version tag that a save or a publication must send back. */
export type DraftVersion = { readonly draft: LayoutDraft; readonly etag: string };

const page = z.object({ items: z.array(showroom), nextCursor: z.string().nullable() });
const publication = z.object({ showroom, draft: layoutDraft });

export type ShowroomCalls = ReturnType<typeof createShowroomCalls>;

/** A brand's showrooms and their layouts. Every function rejects with an ApiError. */
export function createShowroomCalls(readToken: () => string | null) {
  const withTag = (response: Response, draft: LayoutDraft): DraftVersion => ({
    draft,
    etag: response.headers.get("ETag") ?? `"${draft.basedOn}.${draft.revision}"`,
  });
  return {
    /** All of the brand, sorted by name. */
    listOwnShowrooms: async (): Promise<readonly Showroom[]> => {
      const all: Showroom[] = [];
      let cursor: string | undefined;
      do {
        const query = { mine: "true", cursor };
        const read = await ask({ path: "/showrooms", query, token: readToken() }, page);
        all.push(...read.items);
        cursor = read.nextCursor ?? undefined;
      } while (cursor !== undefined);
      return all;
    },
    readShowroom: (id: string): Promise<Showroom> => ask({ path: `/showrooms/${id}`, token: readToken() }, showroom),
    createShowroom: (body: ShowroomRequest): Promise<Showroom> =>
      ask({ method: "POST", path: "/showrooms", body, token: readToken() }, showroom),
    /** @throws ApiError PRECONDITION_FAILED when somebody changed the showroom since that revision */
    renameShowroom: (id: string, name: string, revision: number): Promise<Showroom> => {
      const headers = { "If-Match": `"${revision}"` };
      return ask({ method: "PATCH", path: `/showrooms/${id}`, body: { name }, headers, token: readToken() }, showroom);
    },
    readDraft: async (id: string): Promise<DraftVersion> => {
      const response = await send({ path: `/showrooms/${id}/draft`, token: readToken() });
      return withTag(response, await readReply(response, layoutDraft));
    },
    /** @throws ApiError PRECONDITION_FAILED when somebody else saved since `etag` */
    saveDraft: async (id: string, body: LayoutDraftEdit, etag: string): Promise<DraftVersion> => {
      const headers = { "If-Match": etag };
      const request = { method: "PUT", path: `/showrooms/${id}/draft`, body, headers, token: readToken() } as const;
      const response = await send(request);
      return withTag(response, await readReply(response, layoutDraft));
    },
    /** @throws ApiError PRECONDITION_FAILED, VALIDATION_FAILED */
    publishDraft: async (id: string, etag: string): Promise<DraftVersion & { readonly showroom: Showroom }> => {
      const headers = { "If-Match": etag };
      const response = await send({ method: "POST", path: `/showrooms/${id}/publish`, headers, token: readToken() });
      const read = await readReply(response, publication);
      return { ...withTag(response, read.draft), showroom: read.showroom };
    },
  };
}
