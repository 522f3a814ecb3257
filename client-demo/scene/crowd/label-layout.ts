/** A label on the screen: centre and half size in CSS pixels, and how far away its owner is in metres. */
export type LabelBox = {
  x: number;
  y: number;
  halfWidth: number;
  halfHeight: number;
  distance: number;
  /** Written here: whether there is room for it. */
  hasRoom: boolean;
};

const AIR_PX = 3;

/**
 * Gives room to labels from the nearest to the farthest. One that would overlap is raised by at most one and a half times its height
 * where that helps; else it has no room. Changes `y` and `hasRoom`, and the order of the list.
 */
export function layOutLabels(labels: LabelBox[]): void {
  labels.sort((a, b) => a.distance - b.distance);
  for (const [index, label] of labels.entries()) {
    const lowest = label.y;
    label.hasRoom = false;
    const blocker = findBlocker(labels, index);
    if (!blocker) {
      label.hasRoom = true;
      continue;
    }
    label.y = blocker.y - blocker.halfHeight - label.halfHeight - AIR_PX;
    label.hasRoom = lowest - label.y <= label.halfHeight * 3 + AIR_PX && !findBlocker(labels, index);
    if (!label.hasRoom) label.y = lowest;
  }
}

function findBlocker(labels: readonly LabelBox[], count: number): LabelBox | null {
  const label = labels[count];
  if (!label) return null;
  for (let index = 0; index < count; index++) {
    const other = labels[index];
    if (!other?.hasRoom) continue;
    const apartX = Math.abs(other.x - label.x) - other.halfWidth - label.halfWidth;
    const apartY = Math.abs(other.y - label.y) - other.halfHeight - label.halfHeight;
    if (apartX < AIR_PX && apartY < AIR_PX - 0.5) return other;
  }
  return null;
}
