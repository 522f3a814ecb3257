import type { ProductEdit, Variant } from "../../rooms/protocol/catalog.ts";

/** A product of the seed showroom before it is stored. */
export type SeedProduct = ProductEdit & { readonly id: string };

type Choice = readonly [
  /** Name of the variant and of the model's material variant. */
  name: string,
  sku: string,
  euros: number,
  stock: number,
  swatch: string,
];

const choices = (productId: string, list: readonly Choice[]): Variant[] =>
  list.map(([name, sku, euros, stock, swatch]) => ({
    id: `${productId}-${name.toLowerCase().replaceAll(" ", "-")}`,
    sku,
    name,
    priceMinor: euros * 100,
    currency: "EUR",
    stock,
    swatch,
    materialVariant: name,
  }));

/** The collection of the fictitious house Kvist & Lune. */
export const SEED_PRODUCTS: readonly SeedProduct[] = [
  {
    id: "lounge-chair",
    name: "Hollow lounge chair",
    tagline: "A shell that holds you without asking how you sit.",
    description:
      "One bent shell, upholstered inside and out, on four turned legs. The sides rise where your elbows want to be; the loose cushion and the small of the back are feather over foam. Covers come off for washing. 84 cm wide, 92 cm deep, seat height 45 cm.",
    category: "Seating",
    variants: choices("lounge-chair", [
      ["Oat", "KL-HOL-OAT", 1490, 12, "#E9DFCF"],
      ["Clay", "KL-HOL-CLA", 1490, 8, "#B0654A"],
      ["Moss", "KL-HOL-MOS", 1540, 5, "#6C7258"],
    ]),
  },
  {
    id: "floor-lamp",
    name: "Heron floor lamp",
    tagline: "Light where you read, a glow where you do not.",
    description:
      "A brass stem on a foot of solid stone. The spun shade turns at the neck: down to read, against the wall to soften a room. The ring halfway up the stem dims it. Warm LED, 2,700 K, replaceable. 152 cm high.",
    category: "Lighting",
    variants: choices("floor-lamp", [
      ["Chalk", "KL-HER-CHA", 690, 18, "#EFEAE0"],
      ["Ink", "KL-HER-INK", 690, 14, "#26282B"],
      ["Clay", "KL-HER-CLA", 720, 6, "#A9573C"],
    ]),
  },
  {
    id: "side-table",
    name: "Flute side table",
    tagline: "A disc of stone on a turned column.",
    description:
      "Thirty flutes, cut by hand into solid wood, carry a top of open-grained stone. A thin brass ring keeps the two apart, so that each can move with the seasons. Sealed against coffee and wine. 48 cm wide, 51 cm high.",
    category: "Tables",
    variants: choices("side-table", [
      ["Oak and travertine", "KL-FLU-OAK", 540, 20, "#D2AC7C"],
      ["Walnut and rosso", "KL-FLU-WAL", 620, 9, "#A86B58"],
      ["Black ash and nero", "KL-FLU-ASH", 620, 7, "#3A3632"],
    ]),
  },
];
