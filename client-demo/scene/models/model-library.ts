import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { fetchFile } from "./fetch-file.ts";
import { createModelMemory, type ModelMemory } from "./model-memory.ts";
import { disposeModel, type ModelTemplate, readModel } from "./read-model.ts";

/** Models by URL, each fetched once for as long as it is in memory. */
export type ModelLibrary = Pick<ModelMemory, "peek" | "keep" | "letGo" | "setBudget"> & {
  /** Fetches a model now, ahead of everything else. @throws when the file cannot be had or read */
  load(url: string): Promise<ModelTemplate>;
  /**
   * What is wanted from now on, most wanted first: so many at a time are fetched in this order, also without being asked
   * again. What is on its way and wanted no more is called off.
   */
  want(urls: readonly string[], parallel: number): void;
  /** Whether the last try failed and it is too early for the next. */
  hasFailed(url: string): boolean;
  /** Resolves when each of these has come or failed. */
  settle(urls: readonly string[]): Promise<void>;
  dispose(): void;
};

const RETRY_MS = 4_000;
const RETRY_MOST_MS = 60_000;

/** Loads GLB models; `onBytes` is told how far a file has come. */
export function createModelLibrary(onBytes: (url: string, loadedBytes: number) => void = () => {}): ModelLibrary {
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder);
  const memory = createModelMemory();
  const failures = createFailures();
  const running = new Map<string, { readonly abort: AbortController; readonly done: Promise<ModelTemplate> }>();
  const waiting = new Set<() => void>();
  let wanted: readonly string[] = [];
  let parallel = 1;
  let disposed = false;

  async function fetchModel(url: string, signal: AbortSignal): Promise<ModelTemplate> {
    try {
      const bytes = await fetchFile(url, signal, (loadedBytes) => onBytes(url, loadedBytes));
      const template = await readModel(loader, bytes);
      if (disposed) disposeModel(template);
      else memory.add(url, template);
      failures.clear(url);
      return template;
    } catch (thrown) {
      if (!signal.aborted) failures.note(url);
      throw thrown;
    } finally {
      running.delete(url);
      next();
    }
  }

  function start(url: string): Promise<ModelTemplate> {
    const abort = new AbortController();
    const done = fetchModel(url, abort.signal);
    running.set(url, { abort, done });
    return done;
  }

  /** Goes on with what is wanted. */
  function next(): void {
    if (disposed) return;
    for (const url of wanted) {
      if (running.size >= parallel) break;
      if (!memory.peek(url) && !running.has(url) && !failures.isRecent(url)) start(url).catch(() => {});
    }
    memory.forget(wanted);
    for (const look of waiting) look();
  }

  return {
    ...memory,
    async load(url) {
      return memory.peek(url) ?? (await (running.get(url)?.done ?? start(url)));
    },
    want(urls, most) {
      wanted = urls;
      parallel = most;
      for (const [url, { abort }] of running) if (!urls.includes(url)) abort.abort();
      next();
    },
    hasFailed: failures.isRecent,
    settle(urls) {
      return new Promise((resolve) => {
        const look = () => {
          if (!urls.every((url) => memory.peek(url) || failures.isKnown(url))) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    dispose() {
      disposed = true;
      for (const { abort } of running.values()) abort.abort();
      memory.dispose();
    },
  };
}

/** What could not be had: each further try waits twice as long. */
function createFailures() {
  const failures = new Map<string, { readonly times: number; readonly retryAtMs: number }>();
  return {
    isKnown: (url: string): boolean => failures.has(url),
    isRecent: (url: string): boolean => (failures.get(url)?.retryAtMs ?? 0) > performance.now(),
    note(url: string): void {
      const times = (failures.get(url)?.times ?? 0) + 1;
      failures.set(url, { times, retryAtMs: performance.now() + Math.min(RETRY_MOST_MS, RETRY_MS * 2 ** (times - 1)) });
    },
    clear: (url: string): boolean => failures.delete(url),
  };
}
