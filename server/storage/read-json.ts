import { json } from "node:stream/consumers";
import type { Storage } from "./storage.ts";

/** Reads a JSON file and checks it with `parse`; null when there is none of that name. */
export async function readStoredJson<Value>(
  storage: Storage,
  name: string,
  parse: (value: unknown) => Value,
): Promise<Value | null> {
  const body = await storage.open(name);
  return body ? parse(await json(body)) : null;
}
