import { sayMetres } from "../facts/say.ts";
import { type AuditCheck, judgeOffences, notTested } from "./audit-check.ts";

/** Source: Khronos glTF Asset Auditor, recommended schema: 3 %. */
const SIZE_TOLERANCE = 0.03;

const saySize = (sides: readonly number[]): string => sides.map(sayMetres).join(" × ");

/** Whether two sizes agree side by side. */
export const agrees = (sides: readonly number[], declared: readonly number[]): boolean =>
  sides.every((side, axis) => Math.abs(side - (declared[axis] ?? 0)) <= SIZE_TOLERANCE * (declared[axis] ?? 0));

const byNumber = (a: number, b: number): number => a - b;

/** Width, height and depth against what the brand declares; wrong units have a finding of their own, see judge-units.ts. */
export const dimensions: AuditCheck = {
  id: "dimensions",
  title: "True to size",
  limit: "within 3 % of the product's dimensions",
  why: "Shoppers measure by eye, and in AR beside their own furniture.",
  code: "SIZE_MISMATCH",
  severity: "warning",
  fix: "Scale the model to its real size and apply the scale, or correct the product's dimensions.",
  run: ({ facts: { extentMetres }, declared }) => {
    const value = saySize(extentMetres);
    if (!declared) return notTested(`${value}; the product has no declared dimensions`);
    const isTurned = agrees(extentMetres.toSorted(byNumber), declared.toSorted(byNumber));
    const hint = isTurned ? " The sizes agree on other axes: it lies on its side, or is turned." : "";
    const message = `The model is ${value}, the product ${saySize(declared)} (width × height × depth).${hint}`;
    return judgeOffences(value, agrees(extentMetres, declared) ? [] : [{ message }]);
  },
};
