import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import { line } from "../../../rooms/protocol/text.ts";
import { guardCell, unguardCell } from "../../../server/catalog/table/cells.ts";
import { planImport } from "../../../server/catalog/table/plan-import.ts";
import { readPrice, writePrice } from "../../../server/catalog/table/price-cell.ts";
import { readTable, type TableRow } from "../../../server/catalog/table/read-table.ts";
import { writeTable } from "../../../server/catalog/table/write-table.ts";

const STOOL: Product = {
  id: "stool",
  brandId: "nordlys",
  name: "Stool",
  tagline: "To sit on",
  description: "Three legs,\none seat",
  category: "seating",
  variants: [
    { id: "stool-oak", sku: "ST-OAK", name: "Oak", priceMinor: 12_900, currency: "EUR", stock: 4, swatch: "#A97B4F" },
    {
      id: "stool-ink",
      sku: "ST-INK",
      name: "Ink",
      priceMinor: 14_900,
      currency: "EUR",
      stock: 0,
      materialVariant: "ink",
    },
  ],
  sizeMetres: [0.4, 0.45, 0.4],
  model: null,
  revision: 3,
  updatedAt: "2026-06-01T00:00:00Z",
};

const bytesOf = (text: string) => new TextEncoder().encode(text);

function rowsOf(text: string): readonly TableRow[] {
  const read = readTable(bytesOf(text));
  if (!read.ok) throw new Error(`line ${read.line}: ${read.problem}`);
  return read.rows;
}
const plan = (text: string, products: readonly Product[] = [STOOL], taken: readonly string[] = []) =>
  planImport(rowsOf(text), products, new Set(taken));
const outcomes = (text: string, products?: readonly Product[]) => plan(text, products).rows.map((row) => row.outcome);
const problemOf = (text: string) => {
  const read = readTable(bytesOf(text));
  return read.ok ? null : [read.line, read.problem];
};

describe("the table that is exported", () => {
  test("has one row a variant and changes nothing when it is imported again", () => {
    const text = writeTable([STOOL]);
    expect(parse(text, { bom: true, columns: true })).toHaveLength(2);
    const { rows, writes } = plan(text);
    expect(rows.map(({ line, outcome, message }) => [line, outcome, message])).toEqual([
      [2, "same", "Nothing changes."],
      [3, "same", "Nothing changes."],
    ]);
    expect(writes).toEqual([]);
  });

  test("runs no formula, and reading it gives back what was there, whatever it was", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(unguardCell(guardCell(text))).toBe(text);
        expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r]/);
      }),
    );
    const evil = { ...STOOL, name: "=HYPERLINK(1)", tagline: "'=already", description: "-1+2" };
    const [first] = parse(writeTable([evil]), { bom: true, columns: true }) as Record<string, string>[];
    expect(first).toMatchObject({ name: "'=HYPERLINK(1)", tagline: "''=already", description: "'-1+2" });
    expect(outcomes(writeTable([evil]), [evil])).toEqual(["same", "same"]);
  });

  test("keeps any product as it is, whichever words and numbers it has", () => {
    const allowed = line(80).min(1);
    // What the shop would not take has never become a product.
    const words = fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .filter((text) => allowed.safeParse(text).success)
      .map((text) => allowed.parse(text));
    fc.assert(
      fc.property(
        words,
        words,
        fc.nat(1_000_000),
        fc.constantFrom("EUR", "JPY", "KWD"),
        (name, text, price, currency) => {
          const [variant] = STOOL.variants;
          const product = {
            ...STOOL,
            name,
            description: text,
            variants: [{ ...variant!, priceMinor: price, currency }],
          };
          expect(outcomes(writeTable([product]), [product])).toEqual(["same"]);
        },
      ),
    );
  });
});

describe("reading a table", () => {
  test("takes commas, semicolons and tabs, a byte order mark, any order of columns and empty lines", () => {
    for (const text of [
      "sku,stock\nA,1\n",
      "sku;stock\r\nA;1\r\n",
      "sku\tstock\nA\t1",
      "\ufeffStock,SKU\n\n1,A\n,\n",
    ]) {
      expect(rowsOf(text).map(({ cells }) => cells)).toEqual([{ sku: "A", stock: "1" }]);
    }
    expect(rowsOf("sku,stock\n\nA,1\n")[0]?.line).toBe(3);
  });

  test("says what is wrong with a file that is none", () => {
    expect(problemOf("")).toEqual([1, expect.stringContaining("empty")]);
    expect(problemOf("sku,colour\nA,red")).toEqual([1, expect.stringContaining("no column “colour”")]);
    expect(problemOf("name\nStool")).toEqual([1, expect.stringContaining("no column sku")]);
    expect(problemOf("sku,sku\nA,B")).toEqual([1, expect.stringContaining("twice")]);
    expect(problemOf("sku,stock\nA,1\nB")).toEqual([3, expect.stringContaining("1 cells")]);
    expect(problemOf('sku,stock\n"A,1\n')).toEqual([expect.any(Number), expect.stringContaining("quotation mark")]);
    expect(problemOf(`sku\n${"A\n".repeat(5_001)}`)).toEqual([1, expect.stringContaining("5001 rows")]);
    const latin = readTable(Uint8Array.from([0x73, 0x6b, 0x75, 0x0a, 0xe9]));
    expect(latin).toMatchObject({ ok: false, problem: expect.stringContaining("UTF-8") });
  });

  test("reads prices with a point or a comma, and no others", () => {
    expect(["129", "129.5", "129,50"].map((text) => readPrice(text, "EUR"))).toEqual([12_900, 12_950, 12_950]);
    expect(["1.290,00", "-1", "1e3", "12.345", "€5", ""].map((text) => readPrice(text, "EUR"))).toEqual(
      Array(6).fill(null),
    );
    expect([readPrice("500", "JPY"), readPrice("5.0", "JPY"), writePrice(500, "JPY")]).toEqual([500, null, "500"]);
  });
});

describe("what an import would do", () => {
  test("says every change of a row, and leaves what the table does not name", () => {
    const { rows, writes } = plan("sku,price,stock\nST-OAK,139.00,2\nST-INK,149.00,\n");
    expect(rows.map(({ outcome, message }) => [outcome, message])).toEqual([
      ["change", "Price 129.00 EUR → 139.00 EUR, stock 4 → 2."],
      ["same", "Nothing changes."],
    ]);
    expect(writes[0]?.edit).toMatchObject({ name: "Stool", sizeMetres: [0.4, 0.45, 0.4] });
    expect(writes[0]?.edit.variants).toEqual([
      { ...STOOL.variants[0], priceMinor: 13_900, stock: 2 },
      STOOL.variants[1],
    ]);
  });

  test("puts the rows of a new product together, by name, and clears what an empty cell says", () => {
    const text =
      "name,category,sku,variant_name,price,currency\nBench,seating,BE-1,Oak,99,EUR\nBench,,BE-2,Ink,109,EUR\n";
    const { rows, writes } = plan(text);
    expect(rows.map(({ outcome }) => outcome)).toEqual(["create", "create"]);
    expect(writes).toHaveLength(1);
    expect(writes[0]?.edit.variants.map(({ id, priceMinor }) => [id, priceMinor])).toEqual([
      ["be-1", 9_900],
      ["be-2", 10_900],
    ]);
    const cleared = plan("sku,tagline,swatch,width_cm,height_cm,depth_cm\nST-OAK,,,,,\n").writes[0]?.edit;
    expect(cleared).toMatchObject({ tagline: "" });
    expect(cleared?.sizeMetres).toBeUndefined();
    expect(cleared?.variants[0]).not.toHaveProperty("swatch");
  });

  test("leaves as it is what cannot be empty and has an empty cell", () => {
    const { rows } = plan("sku,name,category,variant_name,price,currency\nST-OAK,,,,119,\nST-INK,,,,,\n");
    expect(rows.map(({ message }) => message)).toEqual(["Price 129.00 EUR → 119.00 EUR.", "Nothing changes."]);
    const [row] = plan("sku,name,category,variant_name,price,currency\nNEW,New,x,One,,EUR\n").rows;
    expect(row).toMatchObject({ outcome: "error", message: "It needs a price." });
  });

  test("names what is wrong by its line, and writes nothing of that product", () => {
    const text = [
      "product_id,name,category,sku,variant_name,price,currency,stock",
      "stool,Stool,seating,ST-OAK,Oak,cheap,EUR,1",
      "stool,Stool,seating,ST-INK,Ink,149,EUR,1",
      "elsewhere,Desk,tables,DE-1,Oak,10,EUR,1",
      ",Shelf,storage,SH 1,Oak,10,EUR,1",
      ",,,NEW-1,Oak,10,EUR,1",
      ",Mixed,x,MI-1,Oak,10,EUR,1",
      ",Mixed,y,MI-1,Oak,10,USD,-1",
    ].join("\n");
    const { rows, writes } = plan(text, [STOOL], ["elsewhere"]);
    expect(rows.map(({ outcome }) => outcome)).toEqual(Array(7).fill("error"));
    expect(writes).toEqual([]);
    const said = rows.map(({ message }) => message);
    expect(said[0]).toContain("“cheap” is no price in EUR");
    expect(said[1]).toContain("Another row");
    expect(said[2]).toContain("elsewhere is taken");
    expect(said[3]).toContain("sku:");
    expect(said[4]).toContain("Give the new product a name");
    expect(said[6]).toContain("Line 7 says another category");
    expect(said[6]).toContain("Line 7 is about the same variant");
  });

  test("never gives a variant of one product to another", () => {
    const text =
      "product_id,name,category,variant_id,sku,variant_name,price,currency\nnew,New,x,stool-oak,N-1,N,1,EUR\n";
    expect(plan(text).rows[0]).toMatchObject({ outcome: "error", message: expect.stringContaining("another product") });
    expect(outcomes("sku,product_id\nST-OAK,stool\n")).toEqual(["same"]);
  });
});
