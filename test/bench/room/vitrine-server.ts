import { startApp } from "../../support/start-app.ts";
import { hallContent } from "./hall.ts";
import { serveBench } from "./serve-bench.ts";

/* The real server with all its rules, on its private Redis, furnished with the hall. */

await serveBench(async ({ visitors, hallM }) => {
  const settings = { ROOM_VISITORS_MAX: String(Math.max(visitors, 60)), LOG_LEVEL: "error", DRAIN_SECONDS: "1" };
  return await startApp({ settings, content: hallContent(hallM) });
});
