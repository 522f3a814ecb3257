import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invitationRequest, memberList } from "../../../rooms/protocol/identity.ts";
import { line, prose } from "../../../rooms/protocol/text.ts";

const name = line(24).min(1);
const accepts = (text: string) => name.safeParse(text);

describe("names of people", () => {
  it.each([
    ["Persian with a joiner that parts letters", "می\u200cخواهم"],
    ["Devanagari with a joiner behind a virama", "क्\u200dष"],
    ["Arabic", "فاطمة الزهراء"],
    ["Hebrew with points", "שָׁלוֹם"],
    ["Vietnamese", "Nguyễn Thị Ánh"],
    ["Thai", "สมชาย ใจดี"],
    ["Korean", "김민준"],
    ["Japanese", "山田 太郎"],
    ["a family of emoji", "👩\u200d👩\u200d👧"],
    ["a heart on fire", "❤️\u200d🔥"],
    ["a waving hand of a tone", "👋🏽"],
    ["the flag of Scotland", "\u{1f3f4}\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}"],
    ["a keycap", "1️⃣"],
    ["an apostrophe, a dash, a dot", "D’Arcy-O'Neil Jr."],
  ])("are taken: %s", (_what, text) => {
    expect(accepts(text)).toMatchObject({ success: true, data: text.normalize("NFC") });
  });

  it.each([
    ["half a character", "x\ud800"],
    ["the other half", "\udc00x"],
    ["a control", "a\u0007b"],
    ["a line feed", "a\nb"],
    ["an override of direction", "\u202egnp.exe"],
    ["an isolate", "a\u2067b"],
    ["an Arabic letter mark", "a\u061cb"],
    ["a zero-width space", "Mi\u200ba"],
    ["a soft hyphen", "Mi\u00ada"],
    ["a grapheme joiner", "Mi\u034fa"],
    ["a Mongolian vowel separator", "Mi\u180ea"],
    ["a filler for letters", "\u3164"],
    ["an empty pattern of Braille", "\u2800\u2800"],
    ["letters of tags", "Mia\u{e0041}\u{e0042}"],
    ["a joiner between Latin letters", "Mi\u200da"],
    ["a joiner at the end", "می\u200c"],
    ["a selector alone", "\ufe0f"],
    ["a heap of marks", `Z${"\u0300".repeat(5)}algo`],
    ["marks on nothing", "\u0301\u0302"],
    ["spaces", "   "],
    ["too long", "a".repeat(25)],
  ])("are refused: %s", (_what, text) => {
    const { success, error } = accepts(text);
    expect(success).toBe(false);
    expect(error?.issues[0]?.message.length).toBeGreaterThan(5);
  });

  it("are one whether a letter is written composed or in parts", () => {
    expect(name.parse("A\u0301nh")).toBe(name.parse("\u00c1nh"));
  });
});

describe("descriptions", () => {
  it("have lines and paragraphs, with one kind of end, and no other control", () => {
    expect(prose(99).parse("one\r\ntwo\n\n\tthree")).toBe("one\ntwo\n\n\tthree");
    expect(prose(99).safeParse("one\u0000two").success).toBe(false);
    expect(prose(99).parse("")).toBe("");
  });
});

describe("what is stored", () => {
  it("is read as it is, although it could not be written any more", () => {
    const member = { id: "k1", name: "Mi\u00ada", role: "marketer", since: "2026-01-01T00:00:00.000Z" };
    expect(memberList.parse({ items: [member] }).items[0]?.name).toBe(member.name);
    expect(invitationRequest.safeParse({ name: member.name, role: "marketer" }).success).toBe(false);
  });
});

describe("any text", () => {
  const anything = fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 40 })
    .map((units) => String.fromCharCode(...units));

  it("that is taken is well-formed, composed and has a byte length that its bytes agree with", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const { success, data } = line(100).safeParse(text);
        if (!success) return;
        expect(data.isWellFormed()).toBe(true);
        expect(data.normalize("NFC")).toBe(data);
        expect(new TextDecoder().decode(new TextEncoder().encode(data))).toBe(data);
        expect(line(100).parse(data)).toBe(data);
      }),
      { numRuns: 2_000 },
    );
  });

  it("of a million characters is refused without being looked at closely", () => {
    for (const unit of ["a", "\u200d", "\ufe0f", "\u0301", "👩\u200d", "\u{1f3f4}\u{e0067}"])
      expect(line(24).safeParse(unit.repeat(1_000_000 / unit.length)).success).toBe(false);
  });
});
