import { type PerspectiveCamera, Raycaster, Vector2 } from "three";
import type { GalleryPlan } from "../building/gallery-plan.ts";
import { rayToSolids, type Solid } from "../building/solids.ts";
import type { Exhibits } from "../exhibits/exhibits.ts";

export type Picked = { readonly exhibitId: string } | { readonly floor: { readonly x: number; readonly z: number } };

const raycaster = new Raycaster();
const place = new Vector2();

/** What is under a point of the window: an exhibit, a place on the floor, or neither. Walls hide what is behind them. */
export function pickAt(
  clientX: number,
  clientY: number,
  canvas: HTMLCanvasElement,
  camera: PerspectiveCamera,
  showing: Exhibits,
  plan: GalleryPlan,
  solids: readonly Solid[],
): Picked | null {
  const box = canvas.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) return null;
  place.set(((clientX - box.left) / box.width) * 2 - 1, 1 - ((clientY - box.top) / box.height) * 2);
  raycaster.setFromCamera(place, camera);
  const { origin, direction } = raycaster.ray;
  const wall = rayToSolids(solids, origin.x, origin.y, origin.z, direction.x, direction.y, direction.z, 0);
  const exhibit = showing.pick(raycaster);
  // Half a metre of grace: an exhibit that leans over its plinth's edge is still in front of the plinth.
  if (exhibit && exhibit.distance < wall + 0.5) return { exhibitId: exhibit.exhibitId };
  if (direction.y >= 0) return null;
  const distance = -origin.y / direction.y;
  if (distance > wall + 0.02) return null;
  const x = origin.x + direction.x * distance;
  const z = origin.z + direction.z * distance;
  return Math.abs(x) <= plan.width / 2 && Math.abs(z) <= plan.depth / 2 ? { floor: { x, z } } : null;
}
