import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../intake/findings.ts";
import { agrees } from "./audit/dimensions.ts";
import { sayMetres } from "./facts/say.ts";

type Vector3 = readonly [number, number, number];

/** How a model can be off by a unit: `factor` makes metres of it. */
type Unit = { readonly code: string; readonly said: string; readonly factor: number };

const UNITS: readonly Unit[] = [
  { code: "UNIT_MILLIMETRES", said: "was exported in millimetres", factor: 0.001 },
  { code: "UNIT_CENTIMETRES", said: "was exported in centimetres", factor: 0.01 },
  { code: "UNIT_INCHES", said: "was exported in inches", factor: 0.0254 },
  { code: "UNIT_FEET", said: "was exported in feet", factor: 0.3048 },
  { code: "UNIT_TOO_SMALL", said: "was scaled down to a hundredth", factor: 100 },
  { code: "UNIT_TOO_SMALL", said: "was scaled down to a thousandth", factor: 1_000 },
];

/** Without declared dimensions, only a size beyond these makes one wonder. */
const LARGE_M = 100;
const SMALL_M = 0.01;

/** The largest side that a product is guessed to have when nothing is declared. */
const LIKELY_MIN_M = 0.05;
const LIKELY_MAX_M = 5;

const FIX =
  "Confirm the rescaling here, or set the studio's units to metres and export again (Blender: Scene › Units, Unit Scale 1).";

/** Sides by length, as an export may also have swapped its axes. */
const sorted = (sides: Vector3): number[] => sides.toSorted((a, b) => b - a);

function findDeclared(extent: Vector3, declared: Vector3): Unit | undefined {
  if (agrees(extent, declared)) return undefined;
  return UNITS.find(({ factor }) =>
    agrees(
      sorted(extent).map((side) => side * factor),
      sorted(declared),
    ),
  );
}

/** Every unit that makes a product of it; feet and inches are too close to the others to be guessed. */
function guess(extent: Vector3): readonly Unit[] {
  const largest = Math.max(...extent);
  if (largest === 0 || (largest <= LARGE_M && largest >= SMALL_M)) return [];
  return UNITS.filter(
    ({ code, factor }) =>
      code !== "UNIT_INCHES" &&
      code !== "UNIT_FEET" &&
      largest * factor >= LIKELY_MIN_M &&
      largest * factor <= LIKELY_MAX_M,
  );
}

const sayScaled = (extent: Vector3, factor: number): string =>
  `scaled by ${factor} it is ${extent.map((side) => sayMetres(side * factor)).join(" × ")}`;

/**
 * Says in which unit a model was exported when it was not the metre, and by which `factor` it becomes true to size. With
 * declared dimensions that is certain to 3 %, also where axes are swapped; without, it is guessed, and only for what is
 * larger than 100 m or smaller than 1 cm.
 */
export function judgeUnits(extent: Vector3, declared: Vector3 | undefined): ModelFinding[] {
  const certain = declared && findDeclared(extent, declared);
  const [unit, other] = declared ? [certain] : guess(extent);
  if (!unit) return [];
  const { code, said, factor } = unit;
  const otherwise = other ? ` If not, it ${other.said}: ${sayScaled(extent, other.factor)}.` : "";
  const message = `The model ${declared ? "" : "most likely "}${said}: ${sayScaled(extent, factor)}.${otherwise}`;
  return [{ ...makeFinding("warning", code, message), fix: FIX, factor }];
}
