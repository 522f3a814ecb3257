import { z } from "zod";
import { VitrineError } from "../../rooms/protocol/errors.ts";

/** The query of every list: where to go on and how many at once. */
export const pageQuery = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageQuery = z.output<typeof pageQuery>;

export type Page<Item> = { readonly items: readonly Item[]; readonly nextCursor: string | null };

/**
 * Cuts one page out of items that are sorted by `sortKey`. A cursor names the last key of the page before, so that
 * nothing is skipped or repeated when items come and go in between.
 * @throws VitrineError VALIDATION_FAILED for a cursor that this function did not make
 */
export function cutPage<Item>(
  sorted: readonly Item[],
  sortKey: (item: Item) => string,
  { cursor, limit }: PageQuery,
): Page<Item> {
  const after = cursor === undefined ? null : decodeCursor(cursor);
  const start = after === null ? 0 : sorted.findIndex((item) => compareKeys(sortKey(item), after) > 0);
  if (start < 0) return { items: [], nextCursor: null };
  const items = sorted.slice(start, start + limit);
  const last = items.at(-1);
  const hasMore = last !== undefined && start + limit < sorted.length;
  return { items, nextCursor: hasMore ? encodeCursor(sortKey(last)) : null };
}

/** Compares by code units: the same in every process, whatever its locale. */
export function compareKeys(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}

function encodeCursor(key: string): string {
  return Buffer.from(key, "utf8").toString("base64url");
}

function decodeCursor(cursor: string): string {
  const key = Buffer.from(cursor, "base64url").toString("utf8");
  if (encodeCursor(key) === cursor) return key;
  throw new VitrineError("VALIDATION_FAILED", [{ in: "query", path: "cursor", message: "Not a cursor of this list" }]);
}
