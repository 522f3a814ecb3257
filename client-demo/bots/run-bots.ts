import type { Product, ProductPage } from "../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../rooms/protocol/showroom.ts";
import { liveVisit } from "./bot-mind.ts";
import { createRandom } from "./random.ts";
import { enterRoom } from "./visitor-bot.ts";

/*
 * npm run bots -- 20 [http://localhost:3000] [seed]
 * Fills a running showroom with people who walk, look, handle and buy, until Ctrl-C.
 */

const NAMES = [
  "Mia",
  "Tom",
  "Ada",
  "Noor",
  "Jonas",
  "Lea",
  "Ivo",
  "Sara",
  "Emil",
  "Rosa",
  "Kofi",
  "Yuki",
  "Ben",
  "Zoe",
  "Omar",
  "Nina",
];
const BETWEEN_ARRIVALS_MS = 250;

const count = Number(process.argv[2] ?? 10);
const url = (process.argv[3] ?? "http://localhost:3000").replace(/\/$/, "");
if (!Number.isInteger(count) || count < 1 || count > 500) fail("Say how many bots, 1 to 500: npm run bots -- 20");

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

async function read<T>(path: string): Promise<T> {
  const response = await fetch(`${url}/api/v1${path}`).catch(() =>
    fail(`No Vitrine answers at ${url}. Start it with npm start.`),
  );
  if (!response.ok) fail(`${url} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

async function readProducts(showroomId: string): Promise<Map<string, Product>> {
  const products = new Map<string, Product>();
  let cursor: string | null = "";
  while (cursor !== null) {
    const page: ProductPage = await read(
      `/products?showroom=${showroomId}${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    );
    for (const product of page.items) products.set(product.id, product);
    cursor = page.nextCursor;
  }
  return products;
}

const [showroom] = (await read<{ items: Showroom[] }>("/showrooms")).items;
if (!showroom) fail(`${url} has no showroom yet.`);
const { id: showroomId, layout } = showroom;
const products = await readProducts(showroomId);
const seed = Number(process.argv[4] ?? Math.floor(Math.random() * 1e9) + 1);
const stopping = new AbortController();
process.once("SIGINT", () => stopping.abort());

const visits: Promise<void>[] = [];
for (let index = 0; index < count && !stopping.signal.aborted; index++) {
  const name = `${NAMES[index % NAMES.length]}${index < NAMES.length ? "" : ` ${Math.floor(index / NAMES.length) + 1}`}`;
  const bot = await enterRoom({ url, showroomId, layout, name });
  const visit = liveVisit({ bot, layout, products, random: createRandom(seed + index), signal: stopping.signal });
  visits.push(visit.then(() => bot.leave()));
  await new Promise((resolve) => setTimeout(resolve, BETWEEN_ARRIVALS_MS));
}
process.stdout.write(`${count} visitors are in ${showroom.name} at ${url} (seed ${seed}). Ctrl-C sends them home.\n`);
await Promise.all(visits);
