import { z } from "zod";
import { model, modelFinding, modelMeasures } from "./catalog.ts";
import { id } from "./identity.ts";

/*
 * The goods pipeline on the wire: what a brand uploads becomes a version of a product's model, a version gets a report,
 * and one version at a time is on the shelf.
 */

/**
 * Where a model may be published. Source: Khronos 3D Commerce Publishing Guidelines 1.0; the numbers are in
 * assets/checks/targets.ts. `web-planner` is the showroom's own.
 */
export const TARGETS = ["banner", "web-planner", "mobile-ar", "desktop"] as const;
const targetName = z.enum(TARGETS);
export type TargetName = z.infer<typeof targetName>;

/** One line of the audit. `value` and `limit` are written for people, units included. */
const targetCheck = z.object({
  id: z.string().max(40),
  title: z.string().max(80),
  verdict: z.enum(["pass", "fail", "not-tested"]),
  value: z.string().max(200).nullable(),
  limit: z.string().max(200).nullable(),
  /** Why it matters to a shopper. */
  why: z.string().max(400),
  /** True for what is good to have: failing it does not keep the file from its target. */
  advisory: z.boolean().optional(),
});
export type TargetCheck = z.infer<typeof targetCheck>;

/** Whether a file is fit for a target: it passes when no check fails but advisory ones. */
export const targetVerdict = z.object({ target: targetName, passes: z.boolean(), checks: z.array(targetCheck) });
export type TargetVerdict = z.infer<typeof targetVerdict>;

/** One texture as a graphics card holds it: `gpuBytes` decoded, with its mipmaps. */
const textureFacts = z.object({
  name: z.string().max(200),
  /** The maps that use it, such as `baseColor`. */
  slots: z.array(z.string().max(60)),
  mediaType: z.string().max(60),
  width: z.int().min(0),
  height: z.int().min(0),
  bytes: z.int().min(0),
  gpuBytes: z.int().min(0),
});
export type TextureFacts = z.infer<typeof textureFacts>;

/** What one step of the pipeline did to one output. A step whose result was worse or broken is taken back. */
const stepRecord = z.object({
  step: z.string().max(40),
  /** The output that was being made; null for what comes before all of them. */
  target: targetName.nullable(),
  verdict: z.enum(["kept", "taken-back", "skipped"]),
  /** Why it was taken back or skipped, or what it did. */
  note: z.string().max(400).optional(),
  bytesBefore: z.int().min(0),
  bytesAfter: z.int().min(0),
  trianglesBefore: z.int().min(0),
  trianglesAfter: z.int().min(0),
  seconds: z.number().min(0),
});
export type StepRecord = z.infer<typeof stepRecord>;

/** A file that was made for a target. SSIM 0–1 and PSNR in dB against the original from four sides, null if not rendered. */
const goodsOutput = z.object({
  target: targetName,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Empty until the file is in the store. */
  url: z.string(),
  bytes: z.int().min(0),
  triangles: z.int().min(0),
  drawCalls: z.int().min(0),
  maxTexture: z.int().min(0),
  passes: z.boolean(),
  checks: z.array(targetCheck),
  ssim: z.number().nullable(),
  psnr: z.number().nullable(),
});
export type GoodsOutput = z.infer<typeof goodsOutput>;

/** Everything that is known about an uploaded model: what came, what is wrong with it, what was made of it. */
export const goodsReport = z.object({
  fileName: z.string().max(255),
  /** Of the file as it was uploaded, SHA-256 in hex. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  input: modelMeasures,
  /** Width, height and depth in metres. */
  extentMetres: z.tuple([z.number(), z.number(), z.number()]),
  textures: z.array(textureFacts).max(500),
  /** How the file scores as it came. */
  verdicts: z.array(targetVerdict),
  outputs: z.array(goodsOutput),
  /** Worst first. */
  findings: z.array(modelFinding),
  steps: z.array(stepRecord).max(500),
  /** Of the worst output; null where nothing could be rendered. */
  ssim: z.number().nullable(),
  psnr: z.number().nullable(),
  seconds: z.number().min(0),
  peakMB: z.number().min(0),
});
export type GoodsReport = z.infer<typeof goodsReport>;

/** The way of a version: each state is entered from the one before; `failed` is our fault, `refused` is the file's. */
const VERSION_STATES = ["queued", "checking", "optimising", "ready", "refused", "failed", "cancelled"] as const;
const versionState = z.enum(VERSION_STATES);
export type VersionState = z.infer<typeof versionState>;

/** One upload of a product's model. */
export const modelVersion = z.object({
  id,
  productId: id,
  /** Counts up from 1 for each product. */
  number: z.int().min(1),
  fileName: z.string().max(255),
  state: versionState,
  /** What is being done right now, for people; null when nothing is. */
  stage: z.string().max(80).nullable(),
  /** 0 to 1 through the current state. */
  progress: z.number().min(0).max(1),
  /** As it was uploaded; `glbUrl` has the same content as one GLB where the upload was something else. */
  original: z.object({ hash: z.string(), url: z.string(), bytes: z.int().min(0), glbUrl: z.string().optional() }),
  /** Why it was refused, or failed. */
  refusal: z.object({ code: z.string(), message: z.string(), findings: z.array(modelFinding) }).nullable(),
  /** What would stand on the shelf; null before the check has passed. */
  model: model.nullable(),
  /** Whether it is put on the shelf by itself when it is ready. */
  publishWhenReady: z.boolean(),
  /** When it is to be put on the shelf, if that was scheduled. */
  publishAt: z.iso.datetime().nullable(),
  /** When it last was put on the shelf. */
  publishedAt: z.iso.datetime().nullable(),
  isOnShelf: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type ModelVersion = z.infer<typeof modelVersion>;

export const modelVersionList = z.object({ items: z.array(modelVersion) });

/** A version with its report, which is null until the check is done. */
export const modelVersionDetail = modelVersion.extend({ report: goodsReport.nullable() });
export type ModelVersionDetail = z.infer<typeof modelVersionDetail>;

/** When to put a version on the shelf: at that time, or now. */
export const publishRequest = z.object({ at: z.iso.datetime().optional() }).strict();
export type PublishRequest = z.infer<typeof publishRequest>;

/** How far a file's own unit is from the metre, confirmed by the brand: 0.001 for millimetres, 0.0254 for inches. */
export const rescaleRequest = z.object({ factor: z.number().min(0.0001).max(10_000) }).strict();

/** A report as somebody outside of the brand may read it. */
export const sharedReport = z.object({
  productName: z.string(),
  brandName: z.string(),
  version: modelVersionDetail,
});
export type SharedReport = z.infer<typeof sharedReport>;
