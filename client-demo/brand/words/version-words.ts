import type { ModelVersion } from "../../../rooms/protocol/goods.ts";

type Tag = { readonly tone: "good" | "low" | "out" | "plain"; readonly label: string };

const dateFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Where a version is on its way, in a word or three. */
export function stateInWords(version: ModelVersion): Tag {
  if (version.isOnShelf) return { tone: "good", label: "On the shelf" };
  switch (version.state) {
    case "queued":
      return { tone: "plain", label: "Waiting" };
    case "checking":
      return { tone: "plain", label: "Being checked" };
    case "optimising":
      return { tone: "plain", label: "Being made light" };
    case "refused":
      return { tone: "out", label: "Not taken" };
    case "failed":
      return { tone: "out", label: "Stopped" };
    case "cancelled":
      return { tone: "plain", label: "Cancelled" };
    case "ready":
      return version.publishAt ? { tone: "low", label: "Scheduled" } : { tone: "plain", label: "Ready" };
  }
}

/** A moment in the reader's own time zone. */
export function momentInWords(iso: string): string {
  return dateFormat.format(new Date(iso));
}

/** The time zone in which moments are shown and asked for. */
export function timeZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** A moment as a date-time field takes it, in the reader's own time zone: "2026-06-01T09:30". */
export function momentForField(moment: Date): string {
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** Whether publishing this version means to go back to it. */
export function isRollBack(version: ModelVersion, versions: readonly ModelVersion[]): boolean {
  const shown = versions.find(({ isOnShelf }) => isOnShelf);
  return shown !== undefined && version.number < shown.number;
}
