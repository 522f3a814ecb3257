import { type BehaviourEvent, behaviourEvent } from "../../../rooms/protocol/events.ts";

/** The fields of an event, in the order in which they are stored and exported. */
export const EVENT_FIELDS = behaviourEvent.keyof().options;

const NUMERIC: ReadonlySet<string> = new Set(["dwellMs", "quantity", "valueMinor"]);

/** An event as the flat list [field, value, …] of a stream entry; absent fields are left out. */
export function toEntry(event: BehaviourEvent): string[] {
  const entry: string[] = [];
  for (const field of EVENT_FIELDS) {
    const value = event[field];
    if (value !== undefined) entry.push(field, String(value));
  }
  return entry;
}

/** What a stream entry says: an event, or in which field and why it is none that this version knows. */
type EntryReading =
  | { readonly ok: true; readonly event: BehaviourEvent }
  | { readonly ok: false; readonly reason: string };

/** Reads a stream entry. Fields that this version does not know are passed over. */
export function fromEntry(entry: Readonly<Record<string, string>>): EntryReading {
  const fields: Record<string, string | number> = {};
  for (const field of EVENT_FIELDS) {
    const value = entry[field];
    if (value !== undefined) fields[field] = NUMERIC.has(field) ? Number(value) : value;
  }
  const parsed = behaviourEvent.safeParse(fields);
  if (parsed.success) return { ok: true, event: parsed.data };
  const [issue] = parsed.error.issues;
  return { ok: false, reason: `${issue?.path.join(".")}: ${issue?.message}` };
}
