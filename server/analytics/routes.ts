import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { z } from "zod";
import { analyticsSummary, EVENT_TYPES, eventPage, liveRooms } from "../../rooms/protocol/events.ts";
import { ownBrand } from "../access/own-brand.ts";
import { type Route, route } from "../http/route.ts";
import { EXPORT_FORMATS } from "./exports/export-formats.ts";
import type { Analytics } from "./service.ts";

const TAG = "Analytics";
const EXPORTS = { name: "export", requests: 30, seconds: 60 };

const moment = z.iso.datetime({ offset: true });
const range = z.object({ from: moment.optional(), to: moment.optional() });
const listQuery = range.extend({
  type: z.enum(EVENT_TYPES).optional(),
  cursor: z
    .string()
    .regex(/^\d{1,20}-\d{1,20}$/, "Not a cursor")
    .optional(),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});
const exportQuery = range.extend({ format: z.enum(["ndjson", "csv"]).default("ndjson") });

/** Events and what they add up to, for the brand's marketers. */
export function analyticsRoutes(analytics: Analytics): Route[] {
  return [
    listEvents(analytics),
    exportEvents(analytics),
    route({
      method: "get",
      path: "/api/v1/analytics/summary",
      summary: "Read visits, dwell, funnel and sales",
      description: "Counts events with from ≤ time < to; without them the last 30 days.",
      tag: TAG,
      action: "analytics.read",
      query: range,
      responses: { 200: { description: "The numbers", schema: analyticsSummary } },
      handle: async ({ actor, query }) => ({
        status: 200,
        body: await analytics.summarise(ownBrand(actor), analytics.completeRange(query)),
      }),
    }),
    route({
      method: "get",
      path: "/api/v1/analytics/live",
      summary: "Count who is in the rooms now",
      description: "In the rooms of the asker's brand; the operator's are those of all brands.",
      tag: TAG,
      action: "rooms.count",
      responses: { 200: { description: "Head counts, consent or not", schema: liveRooms } },
      async handle({ actor }) {
        const brandId = actor.role === "operator" ? null : ownBrand(actor);
        return { status: 200, body: await analytics.readLive(brandId) };
      },
    }),
  ];
}

function listEvents(analytics: Analytics): Route {
  return route({
    method: "get",
    path: "/api/v1/events",
    summary: "List behaviour events",
    description: "Oldest first. With a type filter a page may be short and yet have a next one: follow the cursor.",
    tag: TAG,
    action: "analytics.read",
    query: listQuery,
    responses: { 200: { description: "A page of events", schema: eventPage } },
    async handle({ actor, query }) {
      const { type, cursor = null, limit } = query;
      const request = { ...analytics.completeRange(query), type, cursor, limit };
      return { status: 200, body: await analytics.listEvents(ownBrand(actor), request) };
    },
  });
}

function exportEvents(analytics: Analytics): Route {
  return route({
    method: "get",
    path: "/api/v1/analytics/export",
    summary: "Download all behaviour events",
    description: "Streams every event with from ≤ time < to once; without them the last 30 days.",
    tag: TAG,
    action: "analytics.read",
    query: exportQuery,
    responses: {
      200: { description: "NDJSON, or CSV after RFC 4180 with a header line", content: "application/x-ndjson" },
    },
    rateLimit: EXPORTS,
    async handle({ actor, query, response }) {
      const brandId = ownBrand(actor);
      const span = analytics.completeRange(query);
      const chunks = analytics.exportEvents(brandId, span, query.format);
      // The first page is read before the head is sent, so that a failure is still answered as one.
      const first = await chunks.next();
      response.set({
        "Content-Type": EXPORT_FORMATS[query.format].contentType,
        "Content-Disposition": `attachment; filename="${fileName(brandId, span.toMs, query.format)}"`,
        "Cache-Control": "no-store",
      });
      await send(first, chunks, response);
      return undefined;
    },
  });
}

/** Writes the chunks as fast as the asker takes them; stops reading when the asker goes away. */
async function send(first: IteratorResult<string>, rest: AsyncGenerator<string>, response: Response): Promise<void> {
  async function* all() {
    if (!first.done) yield first.value;
    yield* rest;
  }
  try {
    await pipeline(Readable.from(all()), response);
  } catch (error) {
    const isAskerGone = error instanceof Error && Reflect.get(error, "code") === "ERR_STREAM_PREMATURE_CLOSE";
    if (!isAskerGone) throw error;
  }
}

function fileName(brandId: string, toMs: number, extension: string): string {
  return `vitrine-events-${brandId}-${new Date(toMs).toISOString().slice(0, 10)}.${extension}`;
}
