import { pino } from "pino";
import type { Config } from "./config.ts";

/** The structured logger that every part writes to. */
export type Logger = pino.Logger;

/** Writes one JSON line per event to standard output; whatever could open a door is left out. */
export function createLogger(level: Config["LOG_LEVEL"]): Logger {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["authorization", "*.authorization", "*.*.authorization", "token", "*.token", "ticket", "*.ticket", "key"],
      censor: "[hidden]",
    },
  });
}
