import type { KeyValueStorage } from "../../../client-demo/sdk/guest-session.ts";

/** Web Storage in memory, for a process that has no browser around it. */
export function createMemoryStorage(): KeyValueStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem: (key, value) => void entries.set(key, value),
    removeItem: (key) => void entries.delete(key),
  };
}
