/** How fast an upload has been lately. */
export type UploadPace = {
  /** Notes how many bytes have left by then. */
  note(sentBytes: number, nowMs: number): void;
  /** Seconds until `totalBytes` have left; null while that cannot be told. */
  secondsLeft(totalBytes: number): number | null;
};

/** Long enough to even out parts and their answers, short enough to notice a slower line. */
const WINDOW_MS = 12_000;
const SOONEST_MS = 1_500;

export function createUploadPace(): UploadPace {
  let notes: { readonly sentBytes: number; readonly atMs: number }[] = [];
  return {
    note(sentBytes, nowMs) {
      const last = notes.at(-1);
      // A part that is sent again counts from where it begins.
      if (last && sentBytes < last.sentBytes) notes = [];
      notes = [...notes.filter((each) => nowMs - each.atMs <= WINDOW_MS), { sentBytes, atMs: nowMs }];
    },
    secondsLeft(totalBytes) {
      const [first] = notes;
      const last = notes.at(-1);
      if (!first || !last || last.atMs - first.atMs < SOONEST_MS || last.sentBytes === first.sentBytes) return null;
      const bytesPerMs = (last.sentBytes - first.sentBytes) / (last.atMs - first.atMs);
      return Math.max(0, (totalBytes - last.sentBytes) / bytesPerMs / 1_000);
    },
  };
}
