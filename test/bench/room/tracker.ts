/*
 * Latency by content: every bot remembers where it said it was and when; a witness that decodes a pose of somebody near
 * looks up when that was said. Typed arrays only, nothing is allocated while it runs.
 */

/** Codes per metre of the positions that are compared; poses coded more coarsely are looked up by their own quantum. */
const CODES_PER_M = 256;
const OFFSET_M = 128;
const NEAR_M = 12;
const NEAR_CODES_SQUARED = (NEAR_M * CODES_PER_M) ** 2;
const REMEMBERED = 64;
const BUCKETS_PER_MS = 10;
const BUCKETS = 3_000 * BUCKETS_PER_MS;
const WITNESSES = 16;
const ALL_WITNESS_UP_TO = 100;

/** What the witnesses saw in one window. Milliseconds; null when nothing was seen. */
export type Sightings = {
  readonly fps: number;
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
  /** New poses of near neighbours that were decoded and found among the sent ones. */
  readonly samples: number;
  /** Share of the decoded poses of near neighbours that no sent one explains; should be next to nothing. */
  readonly unmatched: number;
};

export type Tracker = ReturnType<typeof createTracker>;

/** Metres (−128 to 128) → code. */
export function positionCode(metres: number): number {
  return Math.max(0, Math.min(0xffff, Math.round((metres + OFFSET_M) * CODES_PER_M)));
}

/** The bots that look at what they decode: all of a small crowd, sixteen of a large one, spread evenly. */
export function chooseWitnesses(count: number): number[] {
  if (count <= ALL_WITNESS_UP_TO) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: WITNESSES }, (_, index) => Math.floor(((index + 0.5) * count) / WITNESSES));
}

/** @param witnesses indices of the bots that look */
export function createTracker(count: number, witnesses: readonly number[]) {
  const sentX = new Uint16Array(count * REMEMBERED);
  const sentZ = new Uint16Array(count * REMEMBERED);
  const sentAtMs = new Float64Array(count * REMEMBERED);
  const sentCount = new Uint32Array(count);
  const rankOf = new Int32Array(count).fill(-1);
  for (const [rank, index] of witnesses.entries()) rankOf[index] = rank;
  /** For each witness and sender, how many of the sender's poses are old news. */
  const seen = new Uint32Array(witnesses.length * count);
  const buckets = new Uint32Array(BUCKETS);
  const countedTick = new Float64Array(witnesses.length).fill(-1);
  let frames = 0;
  let samples = 0;
  let unmatched = 0;
  let active = witnesses.length;

  /** The number of the newest remembered pose of a bot within `slack` codes of a place; −1 when there is none. */
  function find(sender: number, x: number, z: number, slack: number): number {
    const newest = sentCount[sender]! - 1;
    const oldest = Math.max(0, newest - REMEMBERED + 1);
    for (let nth = newest; nth >= oldest; nth--) {
      const at = sender * REMEMBERED + (nth % REMEMBERED);
      if (Math.abs(sentX[at]! - x) <= slack && Math.abs(sentZ[at]! - z) <= slack) return nth;
    }
    return -1;
  }

  return {
    isWitness: (index: number): boolean => rankOf[index]! >= 0,

    /** A bot is about to say that it is there. Metres. */
    noteSent(index: number, x: number, z: number, nowMs: number): void {
      const nth = sentCount[index]!;
      const at = index * REMEMBERED + (nth % REMEMBERED);
      sentX[at] = positionCode(x);
      sentZ[at] = positionCode(z);
      sentAtMs[at] = nowMs;
      sentCount[index] = nth + 1;
    },

    /**
     * A witness has decoded somebody's pose.
     * @param tick names the frame; several messages of one tick are one frame
     * @param quantum codes that one step of the pose's own coding is wide; 1 when it is as fine as ours
     */
    noteSeen(witness: number, sender: number, x: number, z: number, tick: number, nowMs: number, quantum = 1): void {
      if (sender < 0 || sender === witness) return;
      const rank = rankOf[witness]!;
      const own = sentCount[witness]! - 1;
      if (rank < 0 || own < 0) return;
      const ownAt = witness * REMEMBERED + (own % REMEMBERED);
      const dx = x - sentX[ownAt]!;
      const dz = z - sentZ[ownAt]!;
      if (dx * dx + dz * dz > NEAR_CODES_SQUARED) return;
      let nth = find(sender, x, z, (quantum - 1) / 2);
      // A server that walks the way itself may round the other way, or stop a hair before a wall.
      if (nth < 0) nth = find(sender, x, z, quantum);
      if (nth < 0) {
        unmatched++;
        return;
      }
      // The same pose may come again, in the same or in a coarser coding: it is news only once.
      if (nth < seen[rank * count + sender]!) return;
      seen[rank * count + sender] = nth + 1;
      if (countedTick[rank] !== tick) {
        countedTick[rank] = tick;
        frames++;
      }
      samples++;
      const ageMs = nowMs - sentAtMs[sender * REMEMBERED + (nth % REMEMBERED)]!;
      buckets[Math.min(BUCKETS - 1, Math.floor(ageMs * BUCKETS_PER_MS))]!++;
    },

    /** Starts a window. @param witnessesLeft how many witnesses still read */
    reset(witnessesLeft = witnesses.length): void {
      buckets.fill(0);
      frames = 0;
      samples = 0;
      unmatched = 0;
      active = witnessesLeft;
    },

    read(seconds: number): Sightings {
      return {
        fps: frames / Math.max(1, active) / seconds,
        p50: percentile(buckets, 0.5),
        p95: percentile(buckets, 0.95),
        p99: percentile(buckets, 0.99),
        samples,
        unmatched: unmatched / Math.max(1, samples + unmatched),
      };
    },
  };
}

function percentile(buckets: Uint32Array, share: number): number | null {
  const total = buckets.reduce((sum, each) => sum + each, 0);
  if (total === 0) return null;
  let rest = Math.ceil(total * share);
  for (let at = 0; at < buckets.length; at++) {
    rest -= buckets[at]!;
    if (rest <= 0) return (at + 1) / BUCKETS_PER_MS;
  }
  return null;
}
