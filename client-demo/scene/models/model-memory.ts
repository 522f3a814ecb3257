import { disposeModel, type ModelTemplate } from "./read-model.ts";

/** The models that are loaded, within a budget. */
export type ModelMemory = {
  peek(url: string): ModelTemplate | undefined;
  add(url: string, template: ModelTemplate): void;
  /** Keeps a model until it is let go as often as it was kept. */
  keep(url: string): void;
  letGo(url: string): void;
  /** Bytes on the graphics card above which models that nobody keeps are forgotten. */
  setBudget(bytes: number): void;
  /** Forgets what is over the budget and neither kept nor wanted, first what was let go first. */
  forget(wanted: readonly string[]): void;
  dispose(): void;
};

type Entry = { readonly template: ModelTemplate; keepers: number; idleSinceMs: number };

/** What has just come is not forgotten before anybody could look at it. */
const IDLE_MS = 5_000;

export function createModelMemory(): ModelMemory {
  /** In the order in which they were last let go. */
  const entries = new Map<string, Entry>();
  let budget = Number.POSITIVE_INFINITY;
  return {
    peek: (url) => entries.get(url)?.template,
    add(url, template) {
      entries.set(url, { template, keepers: 0, idleSinceMs: performance.now() });
    },
    keep(url) {
      const entry = entries.get(url);
      if (entry) entry.keepers++;
    },
    letGo(url) {
      const entry = entries.get(url);
      if (!entry) return;
      entry.keepers--;
      entry.idleSinceMs = performance.now();
      entries.delete(url);
      entries.set(url, entry);
    },
    setBudget(bytes) {
      budget = bytes;
    },
    forget(wanted) {
      let used = 0;
      for (const { template } of entries.values()) used += template.gpuBytes;
      const idleBeforeMs = performance.now() - IDLE_MS;
      for (const [url, { template, keepers, idleSinceMs }] of entries) {
        if (used <= budget) return;
        if (keepers > 0 || idleSinceMs > idleBeforeMs || wanted.includes(url)) continue;
        used -= template.gpuBytes;
        entries.delete(url);
        disposeModel(template);
      }
    },
    dispose() {
      for (const { template } of entries.values()) disposeModel(template);
      entries.clear();
    },
  };
}
