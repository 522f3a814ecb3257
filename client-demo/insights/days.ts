import type { DateRange } from "../sdk/api.ts";

/** The days that are looked at, as dates of the marketer's own time zone: `YYYY-MM-DD`, both included. */
export type Days = { readonly first: string; readonly last: string };

const DAY_MS = 86_400_000;

/** The last `count` days up to and including today. */
export function lastDays(count: number, now: Date): Days {
  const first = new Date(now.getFullYear(), now.getMonth(), now.getDate() - count + 1);
  return { first: localDate(first), last: localDate(now) };
}

/** The moments between which those days lie: from the first midnight to the one after the last day. */
export function rangeOfDays({ first, last }: Days): DateRange {
  return { from: midnight(first, 0).toISOString(), to: midnight(last, 1).toISOString() };
}

/** How many days there are; 0 or less when the last comes before the first. */
export function countDays({ first, last }: Days): number {
  return Math.round((midnight(last, 1).getTime() - midnight(first, 0).getTime()) / DAY_MS);
}

function midnight(date: string, plusDays: number): Date {
  const [year = 1970, month = 1, day = 1] = date.split("-").map(Number);
  return new Date(year, month - 1, day + plusDays);
}

function localDate(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
