import { effect } from "@preact/signals";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import { layoutRevision, products, showroom } from "../state/store.ts";
import { shop } from "./shop.ts";

const RETRY_MS = 2_000;

/**
 * Reads the showroom again when the room says that a new layout was published, with the products that are new in it.
 * `onLayout` is told before anything else hears of it; what cannot be read now is tried again until it can.
 */
export function followLayout(onLayout: (showroom: Showroom) => void): () => void {
  let isReading = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function read(showroomId: string): Promise<void> {
    isReading = true;
    try {
      const next = await shop.readShowroom(showroomId);
      await readNewProducts(next);
      if (next.revision > (showroom.value?.revision ?? 0)) {
        onLayout(next);
        showroom.value = next;
      }
      isReading = false;
      // Another one may have been published while this one was on its way.
      look();
    } catch {
      timer = setTimeout(() => {
        isReading = false;
        look();
      }, RETRY_MS);
    }
  }

  function look(): void {
    const shown = showroom.value;
    if (shown && layoutRevision.value > shown.revision && !isReading) void read(shown.id);
  }

  const stop = effect(look);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

async function readNewProducts({ id, layout }: Showroom): Promise<void> {
  if (layout.exhibits.every(({ productId }) => products.value.has(productId))) return;
  const sold = await shop.listAllProducts({ showroom: id });
  const fresh = new Map(products.value);
  for (const product of sold) {
    if ((fresh.get(product.id)?.revision ?? 0) < product.revision) fresh.set(product.id, product);
  }
  products.value = fresh;
}
