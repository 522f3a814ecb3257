/** "1 person", "3 people". */
export function count(amount: number, one: string, many: string): string {
  return `${amount.toLocaleString()} ${amount === 1 ? one : many}`;
}

/** Decimal megabytes with one digit, as downloads are measured: "4.2 MB". */
export function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The size of a file in the unit that suits it: "840 B", "43 kB", "4.2 MB", "120 MB". */
export function fileSize(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.max(1, Math.round(bytes / 1_000))} kB`;
  return bytes < 99_950_000 ? megabytes(bytes) : `${Math.round(bytes / 1_000_000).toLocaleString()} MB`;
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
