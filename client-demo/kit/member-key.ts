import { type Signal, signal } from "@preact/signals";

/** A member's key for as long as the tab is open: in session storage only, never in an address. */
export type MemberKey = { readonly value: Signal<string | null>; keep(key: string): void; forget(): void };

/** `page` names whose key it is, so that the brand's and the marketer's do not mix in one tab. */
export function createMemberKey(page: "brand" | "insights"): MemberKey {
  const storageKey = `vitrine.key.${page}`;
  const value = signal(sessionStorage.getItem(storageKey));
  return {
    value,
    keep(key) {
      sessionStorage.setItem(storageKey, key);
      value.value = key;
    },
    forget() {
      sessionStorage.removeItem(storageKey);
      value.value = null;
    },
  };
}
