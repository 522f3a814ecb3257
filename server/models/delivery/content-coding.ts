/** The codings in which a file may be kept beside itself, best first, with what its name gets appended. */
export const CODINGS = [
  { coding: "br", suffix: ".br" },
  { coding: "gzip", suffix: ".gz" },
] as const;
export type Coding = (typeof CODINGS)[number];

/** Which codings of Accept-Encoding are known here, best first. Source: RFC 9110, section 12.5.3. */
export function readAcceptedCodings(header: string | undefined): Coding[] {
  const accepted = new Map(
    (header ?? "").split(",").map((each) => {
      const [name = "", ...parameters] = each.trim().toLowerCase().split(";");
      const weight = parameters
        .map((part) => /^\s*q=([\d.]+)\s*$/.exec(part)?.[1])
        .find((found) => found !== undefined);
      return [name.trim(), weight === undefined ? 1 : Number(weight)];
    }),
  );
  return CODINGS.filter(({ coding }) => (accepted.get(coding) ?? accepted.get("*") ?? 0) > 0);
}
