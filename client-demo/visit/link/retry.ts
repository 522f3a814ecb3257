const RETRY_DELAYS_MS = [200, 500, 1_000, 2_000, 3_000, 5_000];

export type RetryOptions = {
  /** One try; its number counts from 0. */
  readonly attempt: (count: number) => Promise<void>;
  /** Whether it is still worth trying. */
  readonly isWanted: () => boolean;
  /** Whether trying again cannot help after this. */
  readonly isFinal: (thrown: unknown) => boolean;
  readonly giveUpMs: number;
};

/** Tries with growing pauses until it works, at once when the network is back. @throws what the last try threw */
export async function retry({ attempt, isWanted, isFinal, giveUpMs }: RetryOptions): Promise<void> {
  const startedAt = performance.now();
  for (let count = 0; ; count++) {
    await waitForRetry(RETRY_DELAYS_MS[Math.min(count, RETRY_DELAYS_MS.length - 1)] ?? 0);
    if (!isWanted()) return;
    try {
      return await attempt(count);
    } catch (thrown) {
      if (isFinal(thrown) || performance.now() - startedAt > giveUpMs) throw thrown;
    }
  }
}

function waitForRetry(delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    addEventListener("online", done);
  });
}
