import { pino } from "pino";
import { PinoPretty } from "pino-pretty";
import type { Config } from "./config.ts";

/** The structured logger that every part writes to. */
export type Logger = pino.Logger;

/**
 * Writes one JSON line per event to standard output, or lines for eyes where those are read on a terminal; whatever
 * could open a door is left out.
 */
export function createLogger(level: Config["LOG_LEVEL"], isTerminal = false): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    redact: {
      paths: ["authorization", "*.authorization", "*.*.authorization", "token", "*.token", "ticket", "*.ticket", "key"],
      censor: "[hidden]",
    },
  };
  if (!isTerminal) return pino(options);
  return pino(options, PinoPretty({ sync: true, singleLine: true, translateTime: "SYS:HH:MM:ss" }));
}
