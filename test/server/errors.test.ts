import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { ERRORS } from "../../rooms/protocol/errors.ts";

test("docs/errors.md lists every code with its status, whether to retry, and its message", async () => {
  const page = await readFile("docs/errors.md", "utf8");
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (yes|no) \| (.*) \|$/gm)].map(([, ...cells]) => cells);
  const described = Object.entries(ERRORS).map(([code, { status, retryable, message }]) => [
    code,
    String(status),
    retryable ? "yes" : "no",
    message,
  ]);
  expect(rows).toEqual(described);
});
