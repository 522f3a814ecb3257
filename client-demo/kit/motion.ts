import { signal } from "@preact/signals";

const STORAGE_KEY = "vitrine.motion";
const systemWish = matchMedia("(prefers-reduced-motion: reduce)");

/** Whether animation is to be kept to a minimum: as the system says, or as chosen in the settings. */
export const isMotionReduced = signal(localStorage.getItem(STORAGE_KEY) === "reduced" || systemWish.matches);

applyToPage();

/** Remembers the choice on this device. */
export function setMotionReduced(reduced: boolean): void {
  if (reduced) localStorage.setItem(STORAGE_KEY, "reduced");
  else localStorage.removeItem(STORAGE_KEY);
  isMotionReduced.value = reduced || systemWish.matches;
  applyToPage();
}

function applyToPage(): void {
  document.documentElement.dataset.motion = isMotionReduced.value ? "reduced" : "full";
}
