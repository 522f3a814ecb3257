import { Vector3 } from "three";
import { isMotionReduced } from "../../kit/motion.ts";
import type { SceneFacts } from "../scene-facts.ts";
import type { Exhibits } from "./exhibits.ts";

const centre = new Vector3();
/** What hangs above the eyes is looked at with the head, not with the camera. */
const HIGHEST_M = 1.7;

/**
 * The middle of the exhibit that the visitor looks at closely or stands before; null for none, and where the camera is
 * not to move by itself. The same vector each time.
 */
export function readFocus(facts: SceneFacts, showing: Exhibits): Vector3 | null {
  const id = facts.selectedExhibitId.value ?? facts.nearExhibitId.value;
  if (id === null || isMotionReduced.value || !showing.centreOf(id, centre)) return null;
  centre.y = Math.min(centre.y, HIGHEST_M);
  return centre;
}
