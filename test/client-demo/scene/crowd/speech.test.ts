import { describe, expect, it } from "vitest";
import { createSpeech, shortenLine } from "../../../../client-demo/scene/crowd/speech.ts";
import type { ChatLine } from "../../../../rooms/protocol/room/messages.ts";

const line = (id: number, visitorId: string, text: string): ChatLine => ({
  id,
  visitorId,
  name: visitorId,
  colour: 0,
  text,
  at: "2026-01-01T00:00:00Z",
});

describe("words above heads", () => {
  it("leaves short lines as they are and cuts long ones between words", () => {
    expect(shortenLine("Sit down, it is soft")).toBe("Sit down, it is soft");
    const short = shortenLine("a lamp ".repeat(40));
    expect([...short].length).toBeLessThanOrEqual(80);
    expect(short.endsWith("lamp…") || short.endsWith("a…")).toBe(true);
  });

  it("cuts one endless word and never in the middle of a sign of two parts", () => {
    const short = shortenLine("🪑".repeat(200));
    expect([...short]).toHaveLength(80);
    expect(short.isWellFormed()).toBe(true);
  });

  it("does not say again what was said before one came in", () => {
    const speech = createSpeech();
    speech.hear([line(1, "mia", "old")], false);
    speech.hear([line(1, "mia", "old"), line(2, "tom", "new")], true);
    expect(speech.wordsOf("mia")).toBe("");
    expect(speech.wordsOf("tom")).toBe("new");
  });

  it("shows a line for five seconds, and the newest of several", () => {
    const speech = createSpeech();
    speech.hear([line(1, "mia", "first"), line(2, "mia", "second")], true);
    speech.update(4.9);
    expect(speech.wordsOf("mia")).toBe("second");
    speech.update(0.2);
    expect(speech.wordsOf("mia")).toBe("");
  });
});
