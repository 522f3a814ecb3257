import { z } from "zod";
import { id } from "./identity.ts";
import { line, prose } from "./text.ts";

/** ISO 4217. */
export const currency = z.string().regex(/^[A-Z]{3}$/, "An ISO 4217 code such as EUR");

/** An amount in the currency's smallest unit (cents for EUR, yen for JPY). */
export const amountMinor = z.int().min(0).max(1_000_000_000_000);

export const stockLevel = z.int().min(0).max(1_000_000);

const sku = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, "1–64 of letters, digits, dot, dash, underscore");
const swatch = z.string().regex(/^#[0-9A-Fa-f]{6}$/, "A colour such as #B8492E");

/** What is bought. `materialVariant` names a variant of the model's KHR_materials_variants. */
export const variant = z.object({
  id,
  sku,
  name: z.string().trim().min(1).max(80),
  priceMinor: amountMinor,
  currency,
  stock: stockLevel,
  materialVariant: z.string().max(80).optional(),
  swatch: swatch.optional(),
});
export type Variant = z.infer<typeof variant>;

const vector3 = z.tuple([z.number(), z.number(), z.number()]);

/** One message of the validator or of our own checks about a model. */
export const modelFinding = z.object({
  code: z.string().max(80),
  severity: z.enum(["error", "warning", "information"]),
  message: z.string().max(1_000),
  /** The mesh, material or JSON pointer that it is about. */
  where: z.string().max(400).optional(),
  /** What to do about it in the studio. */
  fix: z.string().max(1_000).optional(),
  /** Whether the pipeline has put it right in what it made. */
  fixed: z.boolean().optional(),
  /** For a model in another unit than the metre: what scales it to metres. */
  factor: z.number().optional(),
});
export type ModelFinding = z.infer<typeof modelFinding>;

/** What was measured on a model after decoding it. Bounds in metres. */
export const modelMeasures = z.object({
  bytes: z.int().min(0),
  triangles: z.int().min(0),
  vertices: z.int().min(0),
  drawCalls: z.int().min(0),
  materials: z.int().min(0),
  textures: z.int().min(0),
  maxTexturePixels: z.int().min(0),
  boundsMin: vector3,
  boundsMax: vector3,
  animations: z.array(z.string()),
  materialVariants: z.array(z.string()),
});
export type ModelMeasures = z.infer<typeof modelMeasures>;

const storedFile = z.object({ url: z.string(), bytes: z.int().min(0) });

/** A level of detail for the room: good enough while the exhibit covers less than `screenShare` of the view's height. */
const detailLevel = storedFile.extend({ triangles: z.int().min(0), screenShare: z.number().min(0) });
export type DetailLevel = z.infer<typeof detailLevel>;

/** Pictures of one variant of the model (null: as it is without choosing one), `thumbhash` in base64. */
const modelPictures = z.object({
  materialVariant: z.string().nullable(),
  poster: z.string(),
  thumbnail: z.string(),
  thumbhash: z.string(),
});
export type ModelPictures = z.infer<typeof modelPictures>;

/** What the pipeline made of a model beside the file that is shown. Each URL never changes its content. */
const modelOutputs = z.object({
  /** Coarsest first; the model's own `url` is the best of all. */
  levels: z.array(detailLevel).max(3),
  desktop: storedFile.nullable(),
  /** GLB for augmented reality on Android. */
  ar: storedFile.nullable(),
  /** For augmented reality on iOS, one for each variant of the model. */
  usdz: z.array(storedFile.extend({ materialVariant: z.string().nullable() })).max(51),
  pictures: z.array(modelPictures).max(51),
});
export type ModelOutputs = z.infer<typeof modelOutputs>;

/**
 * A stored model. `hash` is the SHA-256 of the bytes at `url` in hex; its URL never changes content. `outputs` is
 * there once the pipeline is done with it.
 */
export const model = z.object({
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  url: z.string(),
  measures: modelMeasures,
  findings: z.array(modelFinding),
  uploadedAt: z.iso.datetime(),
  /** The version that is on the shelf. */
  versionId: id.optional(),
  outputs: modelOutputs.optional(),
});
export type Model = z.infer<typeof model>;

/** The animation that `operate` plays forwards to open and backwards to close. */
export const OPEN_ANIMATION = "open";

/**
 * Width, height and depth of the real thing in metres, as its brand states them: a model is checked against them, so
 * that one that was exported in millimetres is found out.
 */
const sizeMetres = z.tuple([
  z.number().positive().max(100),
  z.number().positive().max(100),
  z.number().positive().max(100),
]);

export const product = z.object({
  id,
  brandId: id,
  name: z.string(),
  tagline: z.string(),
  description: z.string(),
  category: z.string(),
  variants: z.array(variant).min(1).max(50),
  sizeMetres: sizeMetres.optional(),
  model: model.nullable(),
  revision: z.int().min(1),
  updatedAt: z.iso.datetime(),
});
export type Product = z.infer<typeof product>;

/** What a brand may write: everything that is not derived. */
export const productEdit = z
  .object({
    name: line(80).min(1),
    tagline: line(140),
    description: prose(4_000),
    category: line(40).min(1),
    variants: z
      .array(variant.extend({ name: line(80).min(1) }))
      .min(1)
      .max(50)
      .refine((all) => new Set(all.map((each) => each.id)).size === all.length, "Variant ids must differ")
      .refine((all) => new Set(all.map((each) => each.currency)).size === 1, "Variants share one currency"),
    sizeMetres: sizeMetres.optional(),
  })
  .strict();
export type ProductEdit = z.infer<typeof productEdit>;

export const productPage = z.object({ items: z.array(product), nextCursor: z.string().nullable() });
export type ProductPage = z.infer<typeof productPage>;
