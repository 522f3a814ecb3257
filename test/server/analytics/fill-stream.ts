import type { BehaviourEvent } from "../../../rooms/protocol/events.ts";
import { toEntry } from "../../../server/analytics/collect/event-entries.ts";
import type { EventStore } from "../../../server/analytics/collect/store.ts";

let writers = 0;

/** Puts these very events into a brand's stream, as a writer of its own; `visitorId` is one who has agreed. */
export async function fillStream(
  store: Pick<EventStore, "append">,
  { brandId, visitorId }: { readonly brandId: string; readonly visitorId: string },
  events: readonly BehaviourEvent[],
): Promise<void> {
  writers += 1;
  const batchSize = 1_000;
  for (let start = 0; start < events.length; start += batchSize) {
    const batch = events.slice(start, start + batchSize);
    await store.append({
      brandId,
      writerId: `filler-${writers}`,
      number: start / batchSize + 1,
      events: batch.map((event) => ({ visitorId, timeMs: Date.parse(event.time), entry: toEntry(event) })),
    });
  }
}
