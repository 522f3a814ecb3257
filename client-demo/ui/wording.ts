/** "1 person", "3 people". */
export function count(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString()} ${amount === 1 ? one : many}`;
}

/** Decimal megabytes with one digit, as downloads are measured: "4.2 MB". */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Time spent, in the unit that a person would use: "40 s", "3 min 20 s", "1 h 5 min". */
export function duration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return minutes % 60 === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** What is left in stock, in words, and whether it should catch the eye. */
export function stockWords(left: number): { readonly text: string; readonly tone: "plain" | "low" | "out" } {
  if (left === 0) return { text: "Sold out", tone: "out" };
  return left <= 5 ? { text: `${left} left`, tone: "low" } : { text: "In stock", tone: "plain" };
}
