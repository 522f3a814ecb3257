import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { analyticsSummary, EVENT_TYPES, FUNNEL_STEPS, productBehaviour } from "../../../rooms/protocol/events.ts";
import { APPROACH_MS, INSPECT_MS, NEAR_RADIUS_M, PASS_RADIUS_M } from "../../../rooms/simulation/attention.ts";
import { EVENT_DELAY_MAX_MS, QUEUE_EVENTS_MAX } from "../../../server/analytics/collect/event-queue.ts";

const text = readFileSync(new URL("../../../docs/metrics.md", import.meta.url), "utf8");
const rowOf = (name: string) => text.split("\n").find((line) => line.startsWith(`| \`${name}\``));

describe("docs/metrics.md", () => {
  test.each(EVENT_TYPES)("says when %s is written", (type) => {
    expect(rowOf(type)).toBeDefined();
  });

  test.each(FUNNEL_STEPS)("says what reaches the step %s", (step) => {
    expect(text).toContain(`| ${step} |`);
  });

  const fields = [...analyticsSummary.keyof().options, ...productBehaviour.keyof().options];
  test.each(fields.filter((field) => field !== "productId"))("explains the number %s", (field) => {
    expect(text).toContain(`\`${field}`);
  });

  test("names the distances and times that the rooms use", () => {
    expect(rowOf("product.passed")).toContain(`within ${PASS_RADIUS_M} m`);
    expect(rowOf("product.approached")).toContain(`within ${NEAR_RADIUS_M} m`);
    expect([APPROACH_MS, rowOf("product.approached")]).toEqual([1_000, expect.stringContaining("for a second")]);
    expect([INSPECT_MS, rowOf("product.inspected")]).toEqual([2_000, expect.stringContaining("for two seconds")]);
  });

  test("names the bounds within which events are kept while Redis is away", () => {
    expect(text).toContain(`${QUEUE_EVENTS_MAX.toLocaleString("en")} events`);
    expect([EVENT_DELAY_MAX_MS, text]).toEqual([600_000, expect.stringContaining("ten minutes")]);
  });
});
