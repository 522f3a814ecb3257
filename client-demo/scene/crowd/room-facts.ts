import type { VisitorView } from "../../sdk/room-views.ts";
import type { SceneFacts } from "../scene-facts.ts";

/** Visitors and holds by the keys that drawing needs; looked up again only when they have changed. */
export type RoomFacts = {
  /** Grows whenever something was looked up anew. */
  readonly version: number;
  refresh(): void;
  visitorAt(slot: number): VisitorView | undefined;
  self(): VisitorView | undefined;
  /** Id of the exhibit that a visitor holds. */
  heldBy(visitorId: string): string | undefined;
};

export function createRoomFacts({ exhibits, visitors }: Pick<SceneFacts, "exhibits" | "visitors">): RoomFacts {
  const bySlot = new Map<number, VisitorView>();
  const holds = new Map<string, string>();
  let own: VisitorView | undefined;
  let seenVisitors: unknown;
  let seenExhibits: unknown;
  let version = 0;

  function readVisitors(): void {
    version++;
    seenVisitors = visitors.value;
    bySlot.clear();
    own = undefined;
    for (const visitor of visitors.value.values()) {
      bySlot.set(visitor.slot, visitor);
      if (visitor.isSelf) own = visitor;
    }
  }

  function readHolds(): void {
    version++;
    seenExhibits = exhibits.value;
    holds.clear();
    for (const exhibit of exhibits.value.values()) if (exhibit.heldBy !== "") holds.set(exhibit.heldBy, exhibit.id);
  }

  return {
    get version() {
      return version;
    },
    refresh() {
      if (seenVisitors !== visitors.value) readVisitors();
      if (seenExhibits !== exhibits.value) readHolds();
    },
    visitorAt: (slot) => bySlot.get(slot),
    self: () => own,
    heldBy: (visitorId) => holds.get(visitorId),
  };
}
