/** Makes the id of an event that happened at `nowMs`. */
export type EventIds = (nowMs: number) => string;

const COUNTER_LIMIT = 1 << 12;

/**
 * Ids as UUID version 7 (RFC 9562, method 1): 48 bits of milliseconds, a 12-bit counter, 62 random bits. Ids of one
 * maker sort in the order in which they were made, even when the clock stands still or steps back.
 * @param randomBytes gives that many unpredictable bytes
 */
export function createEventIds(randomBytes: (count: number) => Uint8Array): EventIds {
  let lastMs = 0;
  let counter = 0;
  return (nowMs) => {
    const random = randomBytes(10);
    if (nowMs > lastMs) {
      lastMs = nowMs;
      // Starting in the lower half leaves room to count up within the millisecond.
      counter = (((random[8] ?? 0) << 8) | (random[9] ?? 0)) & (COUNTER_LIMIT / 2 - 1);
    } else {
      counter += 1;
      if (counter === COUNTER_LIMIT) {
        lastMs += 1;
        counter = 0;
      }
    }
    const time = lastMs.toString(16).padStart(12, "0");
    const tail = toHex(random.subarray(0, 8));
    const variant = (0x8 | (Number.parseInt(tail.slice(0, 1), 16) & 0x3)).toString(16);
    const count = counter.toString(16).padStart(3, "0");
    return `${time.slice(0, 8)}-${time.slice(8)}-7${count}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`;
  };
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
