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
      ["Clay", "KL-HOL-CLA", 1490, 8, "#A8674F"],
      ["Moss", "KL-HOL-MOS", 1540, 5, "#737560"],
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
      ["Clay", "KL-HER-CLA", 720, 6, "#9C5A45"],
    ]),
  },
  {
    id: "side-table",
    name: "Reed side table",
    tagline: "A disc of stone on a column of reeds.",
    description:
      "Twenty-six reeds, cut by hand into solid wood, carry a top of open-grained stone. A thin brass ring keeps the two apart, so that each can move with the seasons. Sealed against coffee and wine. 48 cm wide, 51 cm high.",
    category: "Tables",
    variants: choices("side-table", [
      ["Oak and travertine", "KL-REE-OAK", 540, 20, "#CFAE84"],
      ["Walnut and rosso", "KL-REE-WAL", 620, 9, "#9A6A5C"],
      ["Black ash and nero", "KL-REE-ASH", 620, 7, "#3A3632"],
    ]),
  },
  {
    id: "headphones",
    name: "Hush headphones",
    tagline: "The quiet room that you take along.",
    description:
      "Closed cups with caps of solid wood, cushions of glove leather, a band that forgets its own weight. Noise cancelling that leaves voices alone. The cups swivel flat; the stand charges them. 40 hours a charge, every part replaceable.",
    category: "Sound",
    variants: choices("headphones", [
      ["Sand", "KL-HUS-SAN", 420, 35, "#C9B69C"],
      ["Cognac", "KL-HUS-COG", 440, 24, "#9A6240"],
      ["Black", "KL-HUS-BLA", 420, 40, "#2B2927"],
    ]),
  },
  {
    id: "pendant",
    name: "Tide pendant",
    tagline: "Three pleated lights, high water to low.",
    description:
      "Folded by hand from one sheet each and set with heat, so that the pleats stay. Three shades hang at three heights from one canopy; the cords are cut to your ceiling on request. Warm LED, 2,700 K. 230 cm from ceiling to lowest rim.",
    category: "Lighting",
    variants: choices("pendant", [
      ["Linen", "KL-TID-LIN", 1180, 7, "#F3E9D8"],
      ["Blush", "KL-TID-BLU", 1180, 5, "#E3BFA8"],
      ["Slate", "KL-TID-SLA", 1180, 4, "#8E959A"],
    ]),
  },
  {
    id: "vase-set",
    name: "Three Shores vases",
    tagline: "A bottle, a moon and a bowl from the same clay.",
    description:
      "Thrown, not cast: no two lips are quite alike. The foot stays bare where the potter held it to glaze. Watertight and safe in the dishwasher, though they deserve a hand. The bottle is 40 cm high.",
    category: "Objects",
    variants: choices("vase-set", [
      ["Shore", "KL-SHO-SHO", 260, 16, "#CDBBA2"],
      ["Deep", "KL-SHO-DEE", 280, 11, "#33383D"],
    ]),
  },
  {
    id: "speaker",
    name: "Hearth speaker",
    tagline: "Fills the room, then lets you carry it to the next.",
    description:
      "Woven wool around a cabinet of solid wood, and a knob that turns with a click you can feel. Two woofers, two tweeters, 24 hours on a charge. Hears the room and tunes itself to it. 30 cm wide.",
    category: "Sound",
    variants: choices("speaker", [
      ["Oat", "KL-HEA-OAT", 380, 28, "#D9CEBC"],
      ["Rust", "KL-HEA-RUS", 380, 19, "#97604B"],
      ["Charcoal", "KL-HEA-CHA", 360, 33, "#45433F"],
    ]),
  },
  {
    id: "sofa",
    name: "Drift sofa",
    tagline: "Room for three, or for one and a long Sunday.",
    description:
      "A deep seat inside a channelled back that closes around it, on a plinth of wood. Sewn in sixteen channels so that the filling stays where it was put. Cushions included. 226 cm wide, 102 cm deep, seat height 45 cm.",
    category: "Seating",
    variants: choices("sofa", [
      ["Oat", "KL-DRI-OAT", 3890, 4, "#E9DFCF"],
      ["Clay", "KL-DRI-CLA", 3890, 3, "#A8674F"],
      ["Slate", "KL-DRI-SLA", 3990, 2, "#7C8388"],
    ]),
  },
  {
    id: "travel-bag",
    name: "Ferry travel bag",
    tagline: "Packed in five minutes, carried for twenty years.",
    description:
      "Waxed canvas on a foot of bridle leather, under a lid that opens as wide as the bag. Two buckles, one handle, linen inside. Fits under the seat in front of you. 53 × 29 × 27 cm, 1.9 kg.",
    category: "Objects",
    variants: choices("travel-bag", [
      ["Sand", "KL-FER-SAN", 490, 14, "#CBBDA6"],
      ["Olive", "KL-FER-OLI", 490, 12, "#6B6C56"],
      ["Navy", "KL-FER-NAV", 490, 15, "#3A4450"],
    ]),
  },
  {
    id: "watch",
    name: "Noon watch",
    tagline: "Three hands, nothing to charge.",
    description:
      "A hand-wound movement in a case of 40 mm, brushed on the flanks and polished where the light should stop. Small seconds at six. The strap changes without a tool. Comes on its block of wood and stone.",
    category: "Objects",
    variants: choices("watch", [
      ["Chalk", "KL-NOO-CHA", 980, 9, "#EDE8DE"],
      ["Ink", "KL-NOO-INK", 1240, 6, "#1F2A36"],
      ["Sage", "KL-NOO-SAG", 980, 8, "#8A9A86"],
    ]),
  },
];
