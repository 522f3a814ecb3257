import type { Product } from "../../rooms/protocol/catalog.ts";
import type { ChatLine } from "../../rooms/protocol/room/messages.ts";
import type { ExhibitView, VisitorView } from "../sdk/room-views.ts";

/** Something that may be another thing whenever it is read; a signal is one. */
type Fact<T> = { readonly value: T };

/**
 * What the scene shows, told by whoever opens it and read when it is drawn: two scenes on a page may show two rooms.
 * Each value is replaced, never changed, so that whoever has read it sees whether it is still the same. Poses are told
 * with every frame.
 */
export type SceneFacts = {
  /** Whether the room tells what is now. */
  readonly isLive: Fact<boolean>;
  readonly exhibits: Fact<ReadonlyMap<string, ExhibitView>>;
  readonly products: Fact<ReadonlyMap<string, Product>>;
  /** Revision of the layout that the room is furnished by; ahead of the scene's while that is being fetched. */
  readonly layoutRevision: Fact<number>;
  readonly visitors: Fact<ReadonlyMap<string, VisitorView>>;
  readonly chat: Fact<readonly ChatLine[]>;
  /** The exhibit that the visitor holds. */
  readonly heldExhibitId: Fact<string | null>;
  /** The one under the pointer or the keyboard's focus. */
  readonly hoveredExhibitId: Fact<string | null>;
  /** The one that the visitor stands before. */
  readonly nearExhibitId: Fact<string | null>;
  /** The one that the visitor looks at closely. */
  readonly selectedExhibitId: Fact<string | null>;
};
