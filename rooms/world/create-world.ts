import type { ShowroomContent } from "../ports.ts";
import type { Product } from "../protocol/catalog.ts";
import { BEATS_PER_TICK } from "../protocol/limits.ts";
import type { ExhibitPlacement } from "../protocol/showroom.ts";
import { spaceOf } from "../simulation/space.ts";
import { ExhibitState, ShowroomState } from "../state/showroom-state.ts";
import { createRoomBudget } from "../sync/budget.ts";
import { createCrowd } from "../sync/crowd.ts";
import { createFrameWriter } from "../sync/frame-writer.ts";
import type { World } from "./world.ts";

type WorldParts = Pick<World, "roomId" | "ports" | "broadcast" | "seats"> & { readonly content: ShowroomContent };

/** The world as its layout furnishes it, with nobody in it. Placements of unknown products are left out. */
export function createWorld({ roomId, ports, broadcast, seats, content }: WorldParts): World {
  const { showroom } = content;
  const products = new Map(content.products.map((product) => [product.id, product]));
  const placements = showroom.layout.exhibits.filter((placement) => products.has(placement.productId));
  const state = new ShowroomState();
  state.layoutRevision = showroom.revision;
  for (const placement of placements) {
    const product = products.get(placement.productId);
    if (!product) continue;
    state.exhibits.set(placement.id, createExhibit(placement, product));
    writeStock(state, product);
  }
  const space = spaceOf(showroom.layout);
  const crowd = createCrowd(space.halfWidth, space.halfDepth);
  return {
    roomId,
    showroom,
    ports,
    broadcast,
    products,
    state,
    space,
    crowd,
    frames: createFrameWriter(crowd),
    turns: Array.from({ length: BEATS_PER_TICK }, () => []),
    load: createRoomBudget(),
    placements: new Map(placements.map((placement) => [placement.id, placement])),
    pending: new Map(),
    presences: new Map(),
    seats,
    chat: [],
    tick: 0,
    arrivals: 0,
    nextSlot: 0,
    nextChatId: 1,
  };
}

/** An exhibit as its placement has it, showing the product's first variant unless the placement says another. */
export function createExhibit({ productId, variantId, transform }: ExhibitPlacement, product: Product): ExhibitState {
  const shown = product.variants.find((variant) => variant.id === variantId) ?? product.variants[0];
  const { revision: productRevision } = product;
  return new ExhibitState({ productId, productRevision, variantId: shown?.id ?? "", ...transform });
}

/** Writes what is left of every variant of a product into the state. */
export function writeStock(state: ShowroomState, product: Product): void {
  for (const variant of product.variants) state.stock.set(variant.id, variant.stock);
}
