import type { Node } from "@gltf-transform/core";
import { findScene } from "../facts/walk-scene.ts";
import { type AuditCheck, judgeOffences } from "./audit-check.ts";

const CLEAN = 1e-4;

const isOff = (values: readonly number[], clean: readonly number[]): boolean =>
  values.some((value, axis) => Math.abs(value - (clean[axis] ?? 0)) > CLEAN);

function listChanges(node: Node): string[] {
  return [
    isOff(node.getTranslation(), [0, 0, 0]) ? "moved" : "",
    isOff(node.getRotation(), [0, 0, 0, 1]) ? "rotated" : "",
    isOff(node.getScale(), [1, 1, 1]) ? "scaled" : "",
  ].filter(Boolean);
}

/** Cameras and lamps stand where they like. */
function carriesMesh(root: Node): boolean {
  let found = false;
  root.traverse((node) => {
    found ||= node.getMesh() !== null;
  });
  return found;
}

/** Source: Khronos glTF Asset Auditor, clean origin for root node. */
export const rootTransform: AuditCheck = {
  id: "root-transform",
  title: "Clean root transform",
  limit: "at 0, unrotated, scale 1",
  why: "Planners and AR viewers place a product by its origin; a moved or scaled root puts it somewhere else.",
  code: "ROOT_TRANSFORM",
  severity: "information",
  fix: "Blender: Object › Apply › All Transforms. 3ds Max: Reset XForm and collapse.",
  run: ({ document }) => {
    const roots = findScene(document)?.listChildren().filter(carriesMesh) ?? [];
    const offences = roots.flatMap((node, index) => {
      const changes = listChanges(node);
      if (changes.length === 0) return [];
      return [{ where: `node “${node.getName() || index}”`, message: `The root is ${changes.join(" and ")}.` }];
    });
    return judgeOffences(`${roots.length - offences.length} of ${roots.length} roots`, offences);
  },
};
