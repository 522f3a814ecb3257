import { z } from "zod";

/*
 * One rule for every text that a stranger may write, at every door. Sources: Unicode UAX #15 (NFC), UTS #39 (confusable
 * and invisible characters), RFC 5892 A.1 and A.2 (where joiners belong), UTS #51 (emoji sequences).
 */

/** Marks on one letter beyond which a text grows over its neighbours; pointed Hebrew and Thai need three. */
const MARKS_MAX = 4;

/** Controls; a line has none at all, prose has line feeds and tabs. */
const CONTROLS = /\p{Cc}|[\u2028\u2029]/u;
const CONTROLS_OF_PROSE = /(?![\n\t])\p{Cc}|[\u2028\u2029]/u;

/** Marks, embeddings, overrides and isolates of direction: what follows reads otherwise than it is written. */
const DIRECTIONS = /\p{Bidi_Control}/u;

/** Letters that look like nothing: Hangul fillers and the empty pattern of Braille. */
const BLANKS = /[\u115f\u1160\u3164\uffa0\u2800]/u;

/** What is not drawn, but for joiners and variation selectors, and for what tags spell behind a black flag. */
const INVISIBLE = /(?!\u200c|\u200d|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/u;
const TAGS = /[\u{e0020}-\u{e007f}]/u;
const FLAG_OF_TAGS = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,8}\u{e007f}/gu;

/** A joiner belongs between parts of an emoji, and between letters of scripts that join. */
const JOINING =
  "\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Mandaic}\\p{Script=Devanagari}\\p{Script=Bengali}\\p{Script=Gurmukhi}\\p{Script=Gujarati}\\p{Script=Oriya}\\p{Script=Tamil}\\p{Script=Telugu}\\p{Script=Kannada}\\p{Script=Malayalam}\\p{Script=Sinhala}\\p{Script=Khmer}\\p{Script=Myanmar}\\p{Script=Tibetan}";
const BELONGING = new RegExp(
  `(?<=[${JOINING}])[\\u200c\\u200d](?=[${JOINING}])|(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})`,
  "gu",
);
const JOINERS = /[\u200c\u200d]/u;

/** A variation selector says how the character before it is drawn; one alone, or two, say nothing. */
const LOOSE_SELECTORS = /(?:^|\s|[\ufe00-\ufe0f])[\ufe00-\ufe0f]/u;
const TOO_MANY_MARKS = new RegExp(`(?:(?![\\ufe00-\\ufe0f])\\p{M}){${MARKS_MAX + 1}}`, "u");

/** Something to see: a letter, a number, a sign. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** What is wrong with a text, as a sentence for the person who wrote it; null when nothing is. The text is in NFC. */
function findTextProblem(text: string, kind: "line" | "prose"): string | null {
  if (!text.isWellFormed()) return "Half a character is left over: an emoji may have been cut in two";
  if ((kind === "line" ? CONTROLS : CONTROLS_OF_PROSE).test(text)) return "Use printable characters";
  if (DIRECTIONS.test(text)) return "Leave out marks that turn the direction of writing";
  if (INVISIBLE.test(text) || BLANKS.test(text)) return "Leave out characters that cannot be seen";
  if (TAGS.test(text.replace(FLAG_OF_TAGS, "")) || JOINERS.test(text.replace(BELONGING, "")))
    return "Leave out characters that cannot be seen";
  if (LOOSE_SELECTORS.test(text)) return "Leave out characters that cannot be seen";
  if (TOO_MANY_MARKS.test(text)) return `Use at most ${MARKS_MAX} marks on one letter`;
  if (text !== "" && !VISIBLE.test(text)) return "Use characters that can be seen";
  return null;
}

/** A text with the ways of writing one character made one, and one kind of line end. */
const compose = (text: string) => (text.isWellFormed() ? text.normalize("NFC").replaceAll("\r\n", "\n") : text);

/** A text of a stranger: composed, trimmed, of so many UTF-16 units at most, and nothing hidden in it. */
const strangersText = (kind: "line" | "prose", max: number) =>
  z
    .string()
    .overwrite(compose)
    .trim()
    .max(max, { error: `Use at most ${max} characters`, abort: true })
    .superRefine((text, context) => {
      const problem = findTextProblem(text, kind);
      if (problem !== null) context.addIssue({ code: "custom", message: problem });
    });

/** A name, a title, a word of chat: one line. */
export const line = (max: number) => strangersText("line", max);

/** A description: lines and paragraphs. */
export const prose = (max: number) => strangersText("prose", max);
