import { Vector3 } from "three";
import { nearExhibitId, selectedExhibitId } from "../state/store.ts";
import { isMotionReduced } from "../ui/motion.ts";
import type { Exhibits } from "./exhibits.ts";

const centre = new Vector3();
/** What hangs above the eyes is looked at with the head, not with the camera. */
const HIGHEST_M = 1.7;

/**
 * The middle of the exhibit that the visitor looks at closely or stands before; null for none, and where the camera is
 * not to move by itself. The same vector each time.
 */
export function readFocus(showing: Exhibits): Vector3 | null {
  const id = selectedExhibitId.value ?? nearExhibitId.value;
  if (id === null || isMotionReduced.value || !showing.centreOf(id, centre)) return null;
  centre.y = Math.min(centre.y, HIGHEST_M);
  return centre;
}
