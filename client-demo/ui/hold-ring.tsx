import { useEffect, useState } from "preact/hooks";
import { HOLD_MS } from "../../rooms/protocol/limits.ts";

const RADIUS = 13;
const CIRCUMFERENCE = 2 * Math.PI * RADIUS;
const REFRESH_MS = 200;

/** The time that is left of a hold, as a ring that empties; every use fills it again. */
export function HoldRing({ readRemainingMs }: { readonly readRemainingMs: () => number }) {
  const [remainingMs, setRemainingMs] = useState(readRemainingMs);
  useEffect(() => {
    const timer = setInterval(() => setRemainingMs(readRemainingMs()), REFRESH_MS);
    return () => clearInterval(timer);
  });
  const share = Math.min(1, Math.max(0, remainingMs / HOLD_MS));
  return (
    <svg class="hold-ring" viewBox="0 0 32 32" role="timer" aria-label="Time left to hold it" aria-live="off">
      <circle cx="16" cy="16" r={RADIUS} class="track" />
      <circle
        cx="16"
        cy="16"
        r={RADIUS}
        class={share < 0.35 ? "left low" : "left"}
        stroke-dasharray={CIRCUMFERENCE}
        stroke-dashoffset={CIRCUMFERENCE * (1 - share)}
      />
      <text x="16" y="16">
        {Math.ceil(remainingMs / 1000)}
      </text>
    </svg>
  );
}
