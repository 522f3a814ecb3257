import { z } from "zod";
import { ROOM_VISITORS_MAX, SHOWROOM_ROOMS_MAX } from "../../rooms/protocol/limits.ts";

const wholeNumber = (minimum: number, maximum: number) =>
  z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .pipe(z.number().min(minimum, `must be at least ${minimum}`).max(maximum, `must be at most ${maximum}`));

const origin = z
  .url({ protocol: /^https?$/, error: "must be an address such as https://shop.example" })
  .transform((address) => new URL(address).origin);

const originList = z
  .string()
  .transform((list) => list.split(",").map((each) => each.trim()))
  .transform((list) => list.filter((each) => each !== ""))
  .pipe(z.array(origin));

const MEGABYTE = 1_000_000;

/**
 * Every setting, read from the environment variable of the same name. docs/configuration.md lists them in this order.
 * An empty variable counts as absent.
 */
export const settings = {
  PORT: wholeNumber(0, 65_535).prefault("3000").describe("TCP port of the web server; 0 picks a free one."),
  HOST: z
    .string()
    .optional()
    .describe("Address to listen on, such as 127.0.0.1. Without it, every address of the machine."),
  DATA_DIR: z
    .string()
    .prefault("./data")
    .describe("Directory for models, keys and the private Redis; backed up as a whole."),
  REDIS_URL: z
    .url({ protocol: /^rediss?$/, error: "must be an address such as redis://localhost:6379" })
    .optional()
    .describe(
      "Redis (7.0 or newer) or Valkey (8 or newer) to use. Without it a private server is started below DATA_DIR.",
    ),
  REDIS_KEY_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,32}$/, "must be 1–32 letters, digits, dashes or underscores")
    .prefault("vitrine")
    .describe("First part of every Redis key and channel; installations that share a Redis need different ones."),
  PUBLIC_URL: origin.optional().describe("Address under which browsers reach the server, when it is behind a proxy."),
  ALLOWED_ORIGINS: originList
    .prefault("")
    .describe("Other sites, separated by commas, whose pages may use the API and enter rooms."),
  TRUST_PROXY: wholeNumber(0, 10)
    .prefault("0")
    .describe("How many proxies of yours stand in front; as many entries of X-Forwarded-For are believed."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"], "must be a level such as info or warn")
    .prefault("info")
    .describe("Least important log line that is written: fatal, error, warn, info, debug, trace or silent."),
  SESSION_SECRET: z
    .string()
    .min(32, "must have at least 32 characters")
    .optional()
    .describe("Signs visits and tickets; the same in every process. Without it one is made and kept in DATA_DIR/keys."),
  MODEL_MAX_BYTES: wholeNumber(1_024, 2_000 * MEGABYTE)
    .prefault(String(100 * MEGABYTE))
    .describe("Largest model file that a brand may upload, in bytes."),
  GOODS_WORKERS: wholeNumber(0, 32)
    .prefault("1")
    .describe("Models that this process prepares at a time, each in a process of its own; 0 leaves it to others."),
  GOODS_MEMORY_MB: wholeNumber(256, 65_536)
    .prefault("2048")
    .describe("Memory that preparing one model may take, in megabytes; beyond it the work is ended."),
  GOODS_SECONDS: wholeNumber(5, 7_200)
    .prefault("600")
    .describe("Time that preparing one model may take, in seconds; beyond it the work is ended."),
  CHROME_PATH: z
    .string()
    .optional()
    .describe("Chromium or Chrome that photographs models. Without it one is looked for; without any, no pictures."),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, "must be the name of a bucket")
    .optional()
    .describe("Bucket for models and what is made of them. Without it they are kept below DATA_DIR."),
  S3_ENDPOINT: z
    .url({ protocol: /^https?$/, error: "must be an address such as https://s3.example" })
    .optional()
    .describe("Address of an S3-compatible server. Without it, Amazon S3."),
  S3_REGION: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, "must be the name of a region")
    .prefault("us-east-1")
    .describe("Region of the bucket."),
  S3_KEY_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9/_.-]{0,200}$/, "must be letters, digits and / _ . -")
    .prefault("")
    .describe("First part of every object's key, such as vitrine/."),
  S3_ACCESS_KEY_ID: z
    .string()
    .optional()
    .describe("Key for the bucket. Without it, what the AWS SDK finds: its own variables, files, the machine's role."),
  S3_SECRET_ACCESS_KEY: z.string().optional().describe("Secret of S3_ACCESS_KEY_ID."),
  ROOM_VISITORS_MAX: wholeNumber(1, 4_000)
    .prefault(String(ROOM_VISITORS_MAX))
    .describe("Visitors in one room before the next room of the same showroom is opened."),
  SHOWROOM_ROOMS_MAX: wholeNumber(1, 1_000)
    .prefault(String(SHOWROOM_ROOMS_MAX))
    .describe("Rooms of one showroom that one process opens; when all are full, joins are refused with ROOM_FULL."),
  RATE_LIMIT_FACTOR: wholeNumber(1, 10_000)
    .prefault("1")
    .describe("Multiplies every request limit, for load tests and for many visitors behind one address."),
  DRAIN_SECONDS: wholeNumber(0, 600)
    .prefault("10")
    .describe("Longest time that a stopping server takes to say goodbye."),
} as const;

const schema = z.object(settings);

export type Config = Readonly<z.infer<typeof schema>>;

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly problems: readonly string[] };

/** Reads the settings; on failure `problems` has one sentence per wrong setting, each beginning with its name. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.entries(environment).filter(([name, value]) => name in settings && value !== "");
  const parsed = schema.safeParse(Object.fromEntries(given));
  if (parsed.success) return { ok: true, config: Object.freeze(parsed.data) };
  const problems = parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}`);
  return { ok: false, problems: [...new Set(problems)] };
}
