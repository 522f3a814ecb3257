/** Reads RFC 4180 text into rows of cells; strict, so that a wrongly quoted export fails the test. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    const quoted = /"((?:[^"]|"")*)"(,|\r\n)/y;
    const plain = /([^",\r\n]*)(,|\r\n)/y;
    const pattern = text[at] === '"' ? quoted : plain;
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (!found) throw new Error(`Not RFC 4180 at ${at}: ${JSON.stringify(text.slice(at, at + 40))}`);
    row.push((found[1] ?? "").replaceAll('""', '"'));
    if (found[2] === "\r\n") {
      rows.push(row);
      row = [];
    }
    at = pattern.lastIndex;
  }
  return rows;
}
