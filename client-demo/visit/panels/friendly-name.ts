const FIRST = ["Quiet", "Bright", "Gentle", "Curious", "Sunny", "Swift", "Merry", "Calm", "Bold", "Kind"] as const;
const SECOND = ["Heron", "Maple", "Otter", "Linden", "Wren", "Fern", "Badger", "Juniper", "Finch", "Clover"] as const;

/** A name that a visitor may keep or change; `roll` gives numbers from 0 up to, not including, 1. */
export function suggestName(roll: () => number): string {
  return `${pick(FIRST, roll())} ${pick(SECOND, roll())}`;
}

function pick(words: readonly string[], at: number): string {
  return words[Math.floor(at * words.length)] ?? "Guest";
}
