import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../intake/findings.ts";
import { MATERIAL_LOSSES } from "./material-losses.ts";
import { SCENE_LOSSES } from "./scene-losses.ts";

const NAMES_MAX = 5;

/**
 * Lists what of a model augmented reality on iOS will not show as the file says: one finding for each kind of loss, with
 * the names that it is about. Sources: UsdPreviewSurface 2.6; google/usd_from_gltf, "Emulated Functionality for AR Quick
 * Look" and "Features Unsupported by AR Quick Look".
 */
export function listArLosses(document: Document): ModelFinding[] {
  return [...MATERIAL_LOSSES, ...SCENE_LOSSES].flatMap((loss) => {
    const names = [...new Set(loss.list(document))];
    if (names.length === 0) return [];
    const finding = makeFinding(loss.severity, loss.code, loss.message, sayNames(names));
    return [{ ...finding, fix: loss.fix, fixed: false }];
  });
}

function sayNames(names: readonly string[]): string {
  const shown = names.slice(0, NAMES_MAX).map((name) => (name === "" ? "without a name" : name.slice(0, 60)));
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
