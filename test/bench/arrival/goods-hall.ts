import type { ProductEdit } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import type { SeedContent } from "../../../server/seed.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { buildVase } from "../../support/models/build-vase.ts";
import { putOnShelf } from "../../support/put-on-shelf.ts";
import type { RunningApp } from "../../support/start-app.ts";

/*
 * A hall of vases, each of its own height so that no two share a file. The files of each are as heavy as the pipeline
 * lets them be: what is measured is the worst room that it can furnish.
 */

const COLOURS = { oak: [0.6, 0.35, 0.15], ink: [0.05, 0.06, 0.12] } as const;
const COLUMNS = 8;
const SPACING_M = 2.2;
/** Divisions of the vases that weigh about 25 kB, 90 kB, 300 kB and 1 MB, with the share of the view each is good for. */
const LEVELS = [
  { divisions: 20, screenShare: 0.2 },
  { divisions: 39, screenShare: 0.4 },
  { divisions: 72, screenShare: 0.8 },
] as const;
const BEST_DIVISIONS = 131;

const idOf = (index: number) => `vase-${index + 1}`;

function makeProduct(id: string): ProductEdit & { id: string } {
  const variant = (finish: "oak" | "ink") => ({
    ...{ id: `${id}-${finish}`, sku: `${id}-${finish}`.toUpperCase(), name: finish === "oak" ? "Oak" : "Ink" },
    ...{ priceMinor: 12_900, currency: "EUR", stock: 10, materialVariant: finish },
  });
  const text = "Turned by hand, glazed twice, and never quite like the one beside it.";
  const words = { name: `Vase ${id.slice(5)}`, tagline: "A vase for measuring", description: text, category: "vases" };
  return { id, ...words, variants: [variant("oak"), variant("ink")] };
}

function placeExhibit(id: string, index: number, count: number): ExhibitPlacement {
  const rows = Math.ceil(count / COLUMNS);
  const x = ((index % COLUMNS) - (COLUMNS - 1) / 2) * SPACING_M;
  const z = (Math.floor(index / COLUMNS) - (rows - 1) / 2) * SPACING_M - 2;
  return {
    ...{ id: `exhibit-${id}`, productId: id, mount: "plinth" },
    transform: { x, y: 0.8, z, yaw: 0, scale: 1 },
    limits: { reach: 2, lift: 1, minScale: 0.5, maxScale: 2 },
  };
}

/** A hall with so many plinths in rows before the entrance. */
export function furnishHall(count: number): SeedContent {
  const ids = Array.from({ length: count }, (_, index) => idOf(index));
  const exhibits = ids.map((id, index) => placeExhibit(id, index, count));
  const depth = Math.ceil(count / COLUMNS) * SPACING_M + 9;
  const layout: ShowroomLayout = {
    ...{ width: COLUMNS * SPACING_M + 4, depth, height: 3.6, walls: [], spotlights: [], exhibits },
    entrance: { x: 0, z: depth / 2 - 1.5, yaw: 0, radius: 0.6 },
    fixtures: exhibits.map(({ id, transform: { x, z } }) => ({
      ...{ id: `plinth-${id}`, kind: "plinth", x, z, yaw: 0, width: 0.5, depth: 0.5, height: 0.8 },
    })),
  };
  return {
    seedBrand: { id: "measured", name: "Measured" },
    seedShowroom: { id: "hall", name: "Hall", layout },
    seedProducts: ids.map(makeProduct),
    buildSeedModel: () => buildBox(0.2, 0.5, 0.2),
  };
}

type FirstFile = { readonly url: string; readonly bytes: number };

/** Puts the finished vases on the shelf; gives the file that each shows first. */
export async function fillHall(app: RunningApp, count: number, hasLevels: boolean): Promise<FirstFile[]> {
  const first: FirstFile[] = [];
  for (let index = 0; index < count; index++) {
    const height = 0.45 + index * 0.005;
    const vase = (divisions: number) => buildVase({ height, around: divisions, along: divisions, colours: COLOURS });
    const levels = await Promise.all(
      LEVELS.map(async ({ divisions, screenShare }) => ({ glb: await vase(divisions), screenShare })),
    );
    const half = height * 0.28;
    const measures = {
      boundsMin: [-half, 0, -half] as [number, number, number],
      boundsMax: [half, height, half] as [number, number, number],
    };
    const best = await vase(BEST_DIVISIONS);
    const shelved = { best, levels: hasLevels ? levels : [], measures };
    const { url, measures: measured, outputs } = await putOnShelf(app, idOf(index), shelved, "measured");
    first.push(outputs?.levels[0] ?? { url, bytes: measured.bytes });
  }
  return first;
}
