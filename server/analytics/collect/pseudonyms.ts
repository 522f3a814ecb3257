import { createHmac } from "node:crypto";

/** Gives the pseudonym under which a brand sees a visitor. */
export type Pseudonyms = (brandId: string, visitorId: string) => string;

/** Somebody who walks about makes many events: their pseudonym is kept instead of worked out for each. */
const KEPT_MAX = 10_000;

/** 80 bits in base 32: a collision among a million visitors is less likely than one in a trillion. */
const PSEUDONYM_BYTES = 10;

/** Crockford's alphabet: no letters that read like digits. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * Pseudonyms of 16 letters and digits: HMAC-SHA256 of brand and visitor under a key derived from the server's secret.
 * The same person at two brands has two that nobody can connect, and without the secret nobody can test a guess.
 */
export function createPseudonyms(secret: string): Pseudonyms {
  const key = createHmac("sha256", secret).update("vitrine analytics pseudonyms").digest();
  const kept = new Map<string, string>();
  return (brandId, visitorId) => {
    const name = `${brandId}\0${visitorId}`;
    const known = kept.get(name);
    if (known !== undefined) return known;
    const digest = createHmac("sha256", key).update(name).digest();
    const pseudonym = toBase32(digest.subarray(0, PSEUDONYM_BYTES));
    if (kept.size >= KEPT_MAX) kept.clear();
    kept.set(name, pseudonym);
    return pseudonym;
  };
}

function toBase32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(held >> bits) & 31];
      held &= (1 << bits) - 1;
    }
  }
  return text;
}
