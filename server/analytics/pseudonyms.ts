import { createHmac } from "node:crypto";

/** Gives the pseudonym under which a brand sees a visitor. */
export type Pseudonyms = (brandId: string, visitorId: string) => string;

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
  return (brandId, visitorId) => {
    const digest = createHmac("sha256", key).update(`${brandId}\0${visitorId}`).digest();
    return toBase32(digest.subarray(0, PSEUDONYM_BYTES));
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
