import type { ChatLine } from "../../../rooms/protocol/room/messages.ts";

const LONGEST = 80;
const SHOWN_S = 5;

/** A line of chat as it fits above a head: at most 80 characters, cut between words where that leaves enough. */
export function shortenLine(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  if ([...line].length <= LONGEST) return line;
  const cut = [...line].slice(0, LONGEST - 1).join("");
  const space = cut.lastIndexOf(" ");
  return `${(space > LONGEST / 2 ? cut.slice(0, space) : cut).trimEnd()}…`;
}

/** What people have just said. */
export type Speech = {
  /** Takes the lines of chat as they are; what was there before `listening` is history and not spoken. */
  hear(lines: readonly ChatLine[], listening: boolean): void;
  update(dtSeconds: number): void;
  /** The words above a visitor's head, "" for none. */
  wordsOf(visitorId: string): string;
};

export function createSpeech(): Speech {
  const spoken = new Map<string, { text: string; secondsLeft: number }>();
  let heard: readonly ChatLine[] | null = null;
  let lastId = -1;
  return {
    hear(lines, listening) {
      if (lines === heard) return;
      heard = lines;
      for (const { id, visitorId, text } of lines) {
        if (id <= lastId) continue;
        lastId = id;
        if (listening) spoken.set(visitorId, { text: shortenLine(text), secondsLeft: SHOWN_S });
      }
    },
    update(dtSeconds) {
      for (const [visitorId, line] of spoken) {
        line.secondsLeft -= dtSeconds;
        if (line.secondsLeft <= 0) spoken.delete(visitorId);
      }
    },
    wordsOf: (visitorId) => spoken.get(visitorId)?.text ?? "",
  };
}
