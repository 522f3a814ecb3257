const digitsOf = new Map<string, number>();

/** Decimal places of a currency; null for what is none. */
function currencyDigits(currency: string): number | null {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  try {
    const { maximumFractionDigits = 2 } = new Intl.NumberFormat("en", {
      style: "currency",
      currency,
    }).resolvedOptions();
    digitsOf.set(currency, maximumFractionDigits);
    return maximumFractionDigits;
  } catch {
    return null;
  }
}

/** An amount as digits with a point, such as "129.00"; whole numbers for currencies without decimals. */
export function writePrice(priceMinor: number, currency: string): string {
  const digits = currencyDigits(currency) ?? 2;
  return (priceMinor / 10 ** digits).toFixed(digits);
}

/**
 * Reads "129", "129.00" or "129,00", as spreadsheets of other languages save it. No signs that group thousands: what
 * "1.290" means depends on the language.
 * @returns the amount in the smallest unit; null for what is no price of that currency
 */
export function readPrice(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const [, whole, fraction = ""] = /^(\d{1,12})(?:[.,](\d+))?$/.exec(text.trim()) ?? [];
  if (digits === null || whole === undefined || fraction.length > digits) return null;
  return Number(whole + fraction.padEnd(digits, "0"));
}
