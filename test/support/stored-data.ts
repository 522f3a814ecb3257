import { cp, mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { ask } from "./ask.ts";
import { FIXTURE } from "./fixture-shop.ts";
import type { RunningApp } from "./start-app.ts";

/** Whose eyes an answer was read with: a visitor, a post of the brand, somebody who was invited, or nobody. */
export type Asker = "guest" | "brand" | "marketer" | "operator" | "invited" | "nobody";

/** What the program that made a data directory answered at last, to compare later programs with. */
export type StoredAnswers = {
  /** When the directory was left. Tests start their clock here: visits have not expired then. */
  readonly leftAt: string;
  /** What opens something and is in the directory only as a hash, or not at all. */
  readonly guestToken: string;
  readonly invitedKey: string;
  readonly answers: readonly { readonly as: Asker; readonly request: string; readonly body: unknown }[];
};

/** The first part of the keys in every data directory of test/fixtures. */
export const STORED_PREFIX = "vitrine";

/** The product of test/fixtures that was added over the API and has an uploaded model. */
export const UPLOADED_PRODUCT = { name: "Side table", variantId: "table-oak" } as const;

const fixtures = resolve(import.meta.dirname, "../fixtures");

/** Versions of the program whose data directories lie in test/fixtures. */
export async function listStoredData(): Promise<string[]> {
  const names = await readdir(fixtures);
  return names.flatMap((name) => /^data-(\d+\.\d+)$/.exec(name)?.[1] ?? []);
}

/** Where the data directory made by that version lies, and where the answers are that belong to it. */
export const placeOf = (madeBy: string) => ({
  directory: join(fixtures, `data-${madeBy}`),
  answersFile: join(fixtures, `data-${madeBy}.json`),
});

/** Copies a data directory, so that a program can be started on it, and returns where the copy is. */
export async function copyStoredData(madeBy: string): Promise<string> {
  const copy = await mkdtemp(join(tmpdir(), "vitrine-test-"));
  await cp(placeOf(madeBy).directory, copy, { recursive: true });
  return copy;
}

/** The answers that belong to a data directory. */
export async function readStoredAnswers(madeBy: string): Promise<StoredAnswers> {
  return JSON.parse(await readFile(placeOf(madeBy).answersFile, "utf8")) as StoredAnswers;
}

/** Asks as one of those whom a data directory knows. */
export function askAs(
  { url, keys }: Pick<RunningApp, "url" | "keys">,
  { guestToken, invitedKey }: Pick<StoredAnswers, "guestToken" | "invitedKey">,
) {
  const tokens = { ...keys, guest: guestToken, invited: invitedKey, nobody: undefined };
  return (as: Asker, request: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) => {
    const token = tokens[as];
    return ask(url, request, { body, headers, ...(token === undefined ? {} : { token }) });
  };
}

/** Everything that is asked when a data directory is made. @param productId the one that was added over the API */
export function questionsAbout(productId: string, versionId: string): readonly [Asker, string][] {
  const { showroomId } = FIXTURE;
  const span = "from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z";
  return [
    ["nobody", "GET /api/v1/products"],
    ["nobody", "GET /api/v1/showrooms"],
    ["nobody", `GET /api/v1/showrooms/${showroomId}`],
    ["brand", `GET /api/v1/showrooms/${showroomId}/draft`],
    ["brand", "GET /api/v1/members"],
    ["brand", "GET /api/v1/orders"],
    ["brand", `GET /api/v1/products/${productId}/model/versions`],
    ["invited", `GET /api/v1/products/${productId}/model/versions/${versionId}`],
    ["operator", `GET /api/v1/members?brand=${FIXTURE.brandId}`],
    ["guest", "GET /api/v1/guests/me"],
    ["guest", "GET /api/v1/cart"],
    ["guest", "GET /api/v1/orders"],
    ["marketer", `GET /api/v1/analytics/export?format=ndjson&${span}`],
    ["marketer", `GET /api/v1/analytics/summary?${span}`],
  ];
}
