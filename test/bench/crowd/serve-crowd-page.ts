import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import express from "express";
import { build } from "vite";
import { buildSeedModel, seedBrand, seedProducts, seedShowroom } from "../../../assets/showroom/seed-content.ts";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { Showroom } from "../../../rooms/protocol/showroom.ts";
import { openHall } from "./open-hall.ts";

/** The hall in which crowds are measured, metres. */
const HALL = { width: 44, depth: 32 } as const;
const BUILT_AT = "2026-01-01T00:00:00.000Z";

export type CrowdPageServer = {
  readonly url: string;
  readonly showroom: Showroom;
  readonly products: readonly Product[];
  close(): Promise<void>;
};

/**
 * Builds the page and serves it on a free port.
 * @param furnished with the seed products' models, which takes some seconds; else with bare plinths
 */
export async function serveCrowdPage(furnished: boolean): Promise<CrowdPageServer> {
  const folder = await mkdtemp(join(tmpdir(), "vitrine-crowd-"));
  await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: "warn",
    build: { outDir: folder, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 2_000 },
  });
  const products = furnished ? await Promise.all(seedProducts.map((each) => makeProduct(each, folder))) : [];
  const server = createServer(express().use(express.static(folder)));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    showroom: {
      ...seedShowroom,
      layout: openHall(seedShowroom.layout, HALL.width, HALL.depth),
      brandId: seedBrand.id,
      brandName: seedBrand.name,
      revision: 1,
      updatedAt: BUILT_AT,
    },
    products,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function makeProduct(edit: (typeof seedProducts)[number], folder: string): Promise<Product> {
  const bytes = await buildSeedModel(edit.id);
  await writeFile(join(folder, `${edit.id}.glb`), bytes);
  const measures = {
    bytes: bytes.length,
    triangles: 0,
    vertices: 0,
    drawCalls: 0,
    materials: 0,
    textures: 0,
    maxTexturePixels: 0,
    boundsMin: [0, 0, 0] as [number, number, number],
    boundsMax: [0, 0, 0] as [number, number, number],
    animations: [],
    materialVariants: [],
  };
  const model = { hash: "", url: `/${edit.id}.glb`, measures, findings: [], uploadedAt: BUILT_AT };
  return { ...edit, brandId: seedBrand.id, model, revision: 1, updatedAt: BUILT_AT };
}
