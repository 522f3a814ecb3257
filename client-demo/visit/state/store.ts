import { computed, signal } from "@preact/signals";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { GuestSession } from "../../../rooms/protocol/identity.ts";
import type { Cart, Order } from "../../../rooms/protocol/purchases.ts";
import type { ChatLine } from "../../../rooms/protocol/room/messages.ts";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import type { Quality } from "../../scene/quality.ts";
import type { SceneFacts } from "../../scene/scene-facts.ts";
import type { ExhibitView, VisitorView } from "../../sdk/room-views.ts";

/*
 * Everything that the interface and the scene show, as signals. net/ writes the facts of the server here, input/ and
 * ui/ write what the visitor chose; nobody keeps a second copy. Poses are not here: they change every frame and live
 * in sync/.
 */

/** Where the page is on its way into the room. */
export type Phase = "loading" | "greeting" | "joining" | "live" | "reconnecting" | "evicted" | "failed";

export const phase = signal<Phase>("loading");
/** What went wrong when `phase` is "failed": a sentence for a person. */
export const failure = signal<string | null>(null);
/** Bytes of the showroom's models; `total` is 0 until it is known. */
export const loading = signal({ loadedBytes: 0, totalBytes: 0 });

export const showroom = signal<Showroom | null>(null);
/** Revision of the showroom that the room is furnished by, live from the room; ahead of `showroom` until that is read again. */
export const layoutRevision = signal(0);
export const products = signal<ReadonlyMap<string, Product>>(new Map());
export const session = signal<GuestSession | null>(null);

export const visitors = signal<ReadonlyMap<string, VisitorView>>(new Map());
export const headCount = computed(() => visitors.value.size);
/** Slots of the avatars that are near the visitor's own, nearest first; renewed about once a second, never all of a crowd. */
export const nearSlots = signal<readonly number[]>([]);
/** 0–4: how much the room leaves out because it has too much to do; 0 is all well. */
export const shedLevel = signal(0);
export const exhibits = signal<ReadonlyMap<string, ExhibitView>>(new Map());
/** Units left, by variant id; live from the room. */
export const stock = signal<ReadonlyMap<string, number>>(new Map());
export const chat = signal<readonly ChatLine[]>([]);

/** The exhibit under the pointer or the keyboard's focus. */
export const hoveredExhibitId = signal<string | null>(null);
/** The exhibit that the visitor stands before, within reach. */
export const nearExhibitId = signal<string | null>(null);
/** The exhibit whose product sheet is open. */
export const selectedExhibitId = signal<string | null>(null);
/** The product that the page's address leads to, with the variant that it names. */
export const linkedProduct = signal<{ readonly productId: string; readonly variantId: string | null } | null>(null);
/** The exhibit that this visitor holds, from the server's state. */
export const heldExhibitId = signal<string | null>(null);

export const cart = signal<Cart | null>(null);
export const lastOrder = signal<Order | null>(null);
export const quality = signal<Quality>("high");

/** Whether the room tells what is now. */
const isLive = computed(() => phase.value === "live");

/** What the scene shows of all this. */
export const sceneFacts: SceneFacts = {
  isLive,
  exhibits,
  products,
  layoutRevision,
  visitors,
  chat,
  heldExhibitId,
  hoveredExhibitId,
  nearExhibitId,
  selectedExhibitId,
};
