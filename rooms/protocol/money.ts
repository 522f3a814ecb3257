/*
 * Money is a whole number of the currency's smallest unit. Nothing here divides, so nothing rounds.
 */

const exponents = new Map<string, number>();

/**
 * Decimal places of an ISO 4217 currency: 2 for EUR, 0 for JPY, 3 for KWD.
 * @throws RangeError for what is no currency code
 */
export function currencyExponent(currency: string): number {
  const known = exponents.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits } = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions();
  const exponent = maximumFractionDigits ?? 2;
  exponents.set(currency, exponent);
  return exponent;
}

/**
 * Price of `quantity` pieces in minor units.
 * @throws RangeError for fractions, negatives and results beyond 2^53 − 1
 */
export function multiplyMinor(unitMinor: number, quantity: number): number {
  return assertAmount(assertAmount(unitMinor) * assertAmount(quantity));
}

/**
 * Sum of amounts in minor units; 0 for none.
 * @throws RangeError for fractions, negatives and sums beyond 2^53 − 1
 */
export function sumMinor(amounts: Iterable<number>): number {
  let total = 0;
  for (const amount of amounts) total = assertAmount(total + assertAmount(amount));
  return total;
}

/** The amount as plain decimal digits, such as "12.05" for 1205 EUR or "1205" for JPY. */
export function toDecimal(minor: number, currency: string): string {
  const digits = String(assertAmount(minor));
  const exponent = currencyExponent(currency);
  if (exponent === 0) return digits;
  const padded = digits.padStart(exponent + 1, "0");
  return `${padded.slice(0, -exponent)}.${padded.slice(-exponent)}`;
}

function assertAmount(value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not an amount in minor units: ${value}`);
  return value;
}
