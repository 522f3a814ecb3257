import { z } from "zod";
import { type Brand, brand, layoutDraft, type Showroom, showroom } from "../../rooms/protocol/showroom.ts";
import type { RedisClient } from "../redis/connection.ts";
import type { Keys } from "../redis/keys.ts";
import { defineScript } from "../redis/script.ts";

/** A draft as it is kept. Once published it is nothing but the revision that the next draft counts on from. */
const storedDraft = layoutDraft.extend({ isPublished: z.boolean() });
export type StoredDraft = z.infer<typeof storedDraft>;

/** A draft with the very text that was read: a write replaces that text and no other. */
export type DraftRead = { readonly draft: StoredDraft | null; readonly text: string };

export type WriteResult = "ok" | "missing" | "conflict";

type Publication = { readonly read: DraftRead; readonly kept: StoredDraft };

export type ShowroomStore = {
  readBrands(): Promise<Brand[]>;
  /** Adds a brand; one that exists stays as it is. */
  addBrand(added: Brand): Promise<void>;
  findShowroomBrand(showroomId: string): Promise<string | null>;
  /** Keeps a showroom id for that brand; false when another brand has it. */
  claimShowroomId(showroomId: string, brandId: string): Promise<boolean>;
  readShowroom(brandId: string, showroomId: string): Promise<Showroom | null>;
  readAllShowrooms(brandId: string): Promise<Showroom[]>;
  /** Replaces the revision `replaces` (0: none yet) by this one and tells the rooms, as publication of a draft or without. */
  writeShowroom(brandId: string, next: Showroom, replaces: number, publication?: Publication): Promise<WriteResult>;
  readDraft(brandId: string, showroomId: string): Promise<DraftRead>;
  /** Replaces a draft that was read, while the showroom is still the one that was read. */
  writeDraft(brandId: string, next: StoredDraft, read: DraftRead, showroomRevision: number): Promise<WriteResult>;
};

const parseResult = (reply: unknown) => z.enum(["ok", "missing", "conflict"]).parse(reply);
const writeShowroomScript = defineScript(new URL("./write-showroom.lua", import.meta.url), parseResult);
const writeDraftScript = defineScript(new URL("./write-draft.lua", import.meta.url), parseResult);

export function createShowroomStore(redis: RedisClient, keys: Keys): ShowroomStore {
  return {
    async readBrands() {
      return (await redis.hVals(keys.brands)).map((stored) => brand.parse(JSON.parse(stored)));
    },
    async addBrand(added) {
      await redis.hSetNX(keys.brands, added.id, JSON.stringify(added));
    },
    findShowroomBrand: (showroomId) => redis.hGet(keys.showroomBrands, showroomId),
    async claimShowroomId(showroomId, brandId) {
      await redis.hSetNX(keys.showroomBrands, showroomId, brandId);
      return (await redis.hGet(keys.showroomBrands, showroomId)) === brandId;
    },
    async readShowroom(brandId, showroomId) {
      const stored = await redis.hGet(keys.brand(brandId).showrooms, showroomId);
      return stored ? showroom.parse(JSON.parse(stored)) : null;
    },
    async readAllShowrooms(brandId) {
      const stored = await redis.hVals(keys.brand(brandId).showrooms);
      return stored.map((each) => showroom.parse(JSON.parse(each)));
    },
    writeShowroom(brandId, next, replaces, publication) {
      const { showrooms, drafts, products, stock, changes } = keys.brand(brandId);
      const draft = publication ? [publication.read.text, JSON.stringify(publication.kept)] : ["", ""];
      return writeShowroomScript(redis, {
        keys: [showrooms, drafts, products, stock],
        args: [next.id, JSON.stringify(next), String(replaces), changes, ...draft],
      });
    },
    async readDraft(brandId, showroomId) {
      const text = (await redis.hGet(keys.brand(brandId).drafts, showroomId)) ?? "";
      return { text, draft: text === "" ? null : storedDraft.parse(JSON.parse(text)) };
    },
    writeDraft(brandId, next, { text }, showroomRevision) {
      const { showrooms, drafts } = keys.brand(brandId);
      return writeDraftScript(redis, {
        keys: [showrooms, drafts],
        args: [next.showroomId, JSON.stringify(next), String(showroomRevision), text],
      });
    },
  };
}
