import type { Clock } from "../../rooms/ports.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { LayoutDraft, LayoutDraftEdit, Showroom } from "../../rooms/protocol/showroom.ts";
import { assertDraft } from "./judge-layout.ts";
import { assertWritten, type Showrooms } from "./service.ts";
import type { DraftRead, ShowroomStore, StoredDraft } from "./store.ts";

type Publication = { readonly showroom: Showroom; readonly draft: LayoutDraft };

/** Layouts in the making: one for each showroom, shared by all its editors. */
export type LayoutDrafts = {
  /** The version of a draft as its ETag carries it: what it is based on, and how often it was saved. */
  versionOf(draft: LayoutDraft): string;
  /** The draft, or the published layout when there is none. @throws VitrineError NOT_FOUND */
  readDraft(showroomId: string): Promise<LayoutDraft>;
  /**
   * Saves a draft in place of the version that the editor has seen, under the name that the member was invited by.
   * @throws VitrineError NOT_FOUND, VALIDATION_FAILED, and PRECONDITION_FAILED with who saved what the editor has not seen
   */
  saveDraft(showroomId: string, edit: LayoutDraftEdit, version: string, memberId: string): Promise<LayoutDraft>;
  /**
   * Shows a draft to the visitors. It must be based on what they see now.
   * @throws VitrineError NOT_FOUND, VALIDATION_FAILED, PRECONDITION_FAILED
   */
  publishDraft(showroomId: string, version: string): Promise<Publication>;
};

export type LayoutDraftsDeps = {
  readonly store: ShowroomStore;
  readonly showrooms: Pick<Showrooms, "readShowroom" | "assertLayout">;
  readonly clock: Clock;
  /** Who a member is; only those who were invited have a name. */
  readonly members: {
    readMember(memberId: string): Promise<{ readonly invited?: { readonly name: string } | undefined } | null>;
  };
};

export function createLayoutDrafts({ store, showrooms, clock, members }: LayoutDraftsDeps): LayoutDrafts {
  const now = () => new Date(clock.now()).toISOString();
  const read = async (showroomId: string) => {
    const showroom = await showrooms.readShowroom(showroomId);
    const stored = await store.readDraft(showroom.brandId, showroomId);
    return { showroom, stored, draft: draftOf(showroom, stored) };
  };
  const readExpected = async (showroomId: string, version: string) => {
    const found = await read(showroomId);
    const { draft } = found;
    if (versionOf(draft) === version) return found;
    const { revision, basedOn, savedBy, savedAt } = draft;
    throw new VitrineError("PRECONDITION_FAILED", { revision, basedOn, savedBy, savedAt });
  };
  return {
    versionOf,
    readDraft: async (showroomId) => (await read(showroomId)).draft,
    async saveDraft(showroomId, { layout, basedOn, savedBy: said = "" }, version, memberId) {
      const { showroom, stored, draft } = await readExpected(showroomId, version);
      const whole = { ...layout, spotlights: layout.spotlights ?? [] };
      assertDraft(whole);
      if (basedOn > showroom.revision) {
        const message = `The showroom is at revision ${showroom.revision}`;
        throw new VitrineError("VALIDATION_FAILED", [{ in: "body", path: "basedOn", message }]);
      }
      const revision = draft.revision + 1;
      const savedBy = (await members.readMember(memberId))?.invited?.name.slice(0, 40) ?? said;
      const next = { showroomId, layout: whole, basedOn, revision, savedBy, savedAt: now() };
      const kept: StoredDraft = { ...next, isPublished: false };
      assertWritten(await store.writeDraft(showroom.brandId, kept, stored, showroom.revision));
      return next;
    },
    async publishDraft(showroomId, version) {
      const { showroom, stored, draft } = await readExpected(showroomId, version);
      if (!stored.draft || stored.draft.isPublished) return { showroom, draft };
      if (draft.basedOn !== showroom.revision) {
        const { revision, updatedAt } = showroom;
        throw new VitrineError("PRECONDITION_FAILED", { published: { revision, updatedAt } });
      }
      await showrooms.assertLayout(showroom.brandId, draft.layout);
      const revision = showroom.revision + 1;
      const next = { ...showroom, layout: draft.layout, revision, updatedAt: now() };
      const kept = { ...draft, basedOn: revision };
      const publication = { read: stored, kept: { ...kept, isPublished: true } };
      assertWritten(await store.writeShowroom(showroom.brandId, next, showroom.revision, publication));
      return { showroom: next, draft: kept };
    },
  };
}

function versionOf({ basedOn, revision }: LayoutDraft): string {
  return `${basedOn}.${revision}`;
}

/** What the editors go on from: the draft, unless all of it is published. */
function draftOf(showroom: Showroom, { draft }: DraftRead): LayoutDraft {
  if (draft && !draft.isPublished) {
    const { isPublished: _, ...shown } = draft;
    return shown;
  }
  return {
    showroomId: showroom.id,
    layout: showroom.layout,
    basedOn: showroom.revision,
    revision: draft?.revision ?? 0,
    savedBy: draft?.savedBy ?? "",
    savedAt: showroom.updatedAt,
  };
}
