/** A question of the bench to one of its children, and the answer. */
export type Question = { readonly ask: string; readonly options?: unknown };
export type Answer = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: string };

// biome-ignore lint/suspicious/noExplicitAny: each child names its own questions and the type of their options
type Answers = Readonly<Record<string, (options: any) => unknown>>;

const CLOSE_TIMEOUT_MS = 5_000;

/** Answers the bench's questions until it goes away, then closes and ends the process. */
export function answerParent(answers: Answers, close: () => Promise<unknown>): void {
  process.on("message", async ({ ask, options }: Question) => {
    let answer: Answer;
    try {
      answer = { ok: true, value: await answers[ask]?.(options) };
    } catch (error) {
      answer = { ok: false, error: error instanceof Error ? error.message : String(error) };
    }
    if (process.connected) process.send?.(answer);
  });
  process.on("disconnect", () => {
    setTimeout(() => process.exit(1), CLOSE_TIMEOUT_MS).unref();
    void close().finally(() => process.exit(0));
  });
  // Ctrl-C reaches the whole group: the bench ends, and with it the connection to it.
  process.on("SIGINT", () => {});
}
