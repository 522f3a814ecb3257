/** Digits after the decimal point of a currency: 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyDigits(currency: string): number {
  return formatterOf(currency).resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount in the smallest unit as text of the reader's language, such as "€1,290.00". */
export function formatPrice(amountMinor: number, currency: string, locale?: string): string {
  const formatter = formatterOf(currency, locale);
  const digits = formatter.resolvedOptions().maximumFractionDigits ?? 2;
  return formatter.format(amountMinor / 10 ** digits);
}

/**
 * Reads what a person typed into a price field, such as "1290", "1,290.50" or "1290,5".
 * @returns the amount in the smallest unit, or null when it is not a price of that currency
 */
export function parsePrice(text: string, currency: string): number | null {
  const digits = currencyDigits(currency);
  const decimals = digits === 0 ? "" : `(?:([.,])(\\d{1,${digits}}))?`;
  const [, whole = "", point = "", fraction = ""] = new RegExp(`^(.*?)${decimals}$`).exec(text.trim()) ?? [];
  if (!/^(\d+|\d{1,3}([,. ’']\d{3})+)$/.test(whole)) return null;
  // The same sign cannot both group thousands and mark the decimals.
  if (point !== "" && whole.includes(point)) return null;
  const amount = Number(whole.replace(/\D/g, "") + fraction.padEnd(digits, "0"));
  return Number.isSafeInteger(amount) ? amount : null;
}

/** A price as it stands in a field: no symbol, a point, all digits. */
export function priceForField(amountMinor: number, currency: string): string {
  const digits = currencyDigits(currency);
  return (amountMinor / 10 ** digits).toFixed(digits);
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatterOf(currency: string, locale?: string): Intl.NumberFormat {
  const key = `${locale ?? ""} ${currency}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, { style: "currency", currency });
  formatters.set(key, made);
  return made;
}
