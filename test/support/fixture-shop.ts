import type { ProductEdit } from "../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import type { SeedContent } from "../../server/seed.ts";
import { buildBox } from "./models/build-box.ts";

/** Three products with two variants each; small boxes for models, so that a shop is furnished in a moment. */
const PRODUCTS = [
  { id: "stool", name: "Stool", size: [0.4, 0.45, 0.4] },
  { id: "crate", name: "Crate", size: [0.5, 0.3, 0.3] },
  { id: "lamp", name: "Lamp", size: [0.2, 0.5, 0.2] },
] as const;

function makeProduct({ id, name }: (typeof PRODUCTS)[number]): ProductEdit & { id: string } {
  const variant = (finish: "oak" | "ink", priceMinor: number, stock: number, swatch: string) => ({
    id: `${id}-${finish}`,
    sku: `${id.toUpperCase()}-${finish.toUpperCase()}`,
    name: finish === "oak" ? "Oak" : "Ink",
    priceMinor,
    currency: "EUR",
    stock,
    materialVariant: finish,
    swatch,
  });
  return {
    id,
    name,
    tagline: `A ${name.toLowerCase()} for tests`,
    description: `The ${name.toLowerCase()} stands in the test showroom.`,
    category: id === "lamp" ? "lighting" : "furniture",
    variants: [variant("oak", 12_900, 10, "#A97B4F"), variant("ink", 14_900, 3, "#22222A")],
  };
}

function placeExhibit({ id }: (typeof PRODUCTS)[number], index: number): ExhibitPlacement {
  return {
    id: `exhibit-${id}`,
    productId: id,
    mount: "plinth",
    transform: { x: (index - 1) * 3, y: 0.6, z: 0, yaw: 0, scale: 1 },
    limits: { reach: 2, lift: 1, minScale: 0.5, maxScale: 2 },
  };
}

/** A room of 12 × 10 m with a wall in it and three plinths. */
const LAYOUT: ShowroomLayout = {
  width: 12,
  depth: 10,
  height: 3.2,
  entrance: { x: 0, z: 4, yaw: 0, radius: 0.8 },
  walls: [{ id: "divider", from: [-2, -3], to: [2, -3], thickness: 0.2, height: 2.4, finish: "plaster" }],
  fixtures: PRODUCTS.map(({ id }, index) => ({
    id: `plinth-${id}`,
    kind: "plinth",
    x: (index - 1) * 3,
    z: 0,
    yaw: 0,
    width: 0.6,
    depth: 0.6,
    height: 0.6,
  })),
  exhibits: PRODUCTS.map(placeExhibit),
  spotlights: [],
};

/** Brand, showroom and product ids of the fixture. */
export const FIXTURE = { brandId: "nordlys", showroomId: "gallery", productIds: PRODUCTS.map(({ id }) => id) } as const;

/** What a test server is furnished with unless it asks for the demo showroom. */
export const fixtureContent: SeedContent = {
  seedBrand: { id: FIXTURE.brandId, name: "Nordlys" },
  seedShowroom: { id: FIXTURE.showroomId, name: "Gallery", layout: LAYOUT },
  seedProducts: PRODUCTS.map(makeProduct),
  buildSeedModel: (productId) => {
    const [width, height, depth] = PRODUCTS.find(({ id }) => id === productId)?.size ?? [0.3, 0.3, 0.3];
    return buildBox(width, height, depth, productId !== "crate");
  },
};
