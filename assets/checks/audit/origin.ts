import { sayMetres } from "../facts/say.ts";
import { type AuditCheck, judgeOffences } from "./audit-check.ts";

/** The share of its own size by which a model may be off. */
const TOLERANCE = 0.02;

/** Ours: the auditor looks at nodes only, which says nothing about where the geometry is. */
export const origin: AuditCheck = {
  id: "origin",
  title: "Stands on its origin",
  limit: "centred, lowest point at 0",
  why: "A product whose origin is elsewhere floats, sinks into the floor, or turns around a point in the air.",
  code: "ORIGIN_OFF",
  severity: "information",
  fix: "Move the model so that its bottom stands on the grid at the origin, then apply the location.",
  run: ({ facts: { measures } }) => {
    const { boundsMin, boundsMax } = measures;
    const off = [
      Math.abs((boundsMin[0] + boundsMax[0]) / 2),
      Math.abs(boundsMin[1]),
      Math.abs((boundsMin[2] + boundsMax[2]) / 2),
    ];
    const largest = Math.max(...boundsMax.map((most, axis) => most - (boundsMin[axis] ?? 0)));
    const furthest = Math.max(...off);
    const message = `The model is ${sayMetres(furthest)} away from standing centred on its origin.`;
    return judgeOffences(sayMetres(furthest), furthest > largest * TOLERANCE ? [{ message }] : []);
  },
};
