import { type Box3, BoxGeometry, Group, Mesh, MeshStandardMaterial, Vector3 } from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";

/** A plain volume where a model will be, or could not be had. */
export type StandIn = {
  readonly object: Group;
  /** Takes the product's measured bounds, or those of a small cube, and writes them to `bounds`. */
  show(product: Product | null, state: "waiting" | "broken", bounds: Box3): void;
  /** 1 is there, 0 is gone. */
  setPresence(presence: number): void;
  dispose(): void;
};

const CUBE_M = 0.4;
const WAITING_OPACITY = 0.35;
const geometry = new BoxGeometry(1, 1, 1);
const least = new Vector3(0.02, 0.02, 0.02);

export function createStandIn(): StandIn {
  const object = new Group();
  const material = new MeshStandardMaterial({ transparent: true, roughness: 0.9 });
  const mesh = new Mesh(geometry, material);
  let opacity = 1;
  object.add(mesh);
  return {
    object,
    show(product, state, bounds) {
      const measures = product?.model?.measures;
      if (measures) bounds.min.set(...measures.boundsMin);
      else bounds.min.set(-CUBE_M / 2, 0, -CUBE_M / 2);
      if (measures) bounds.max.set(...measures.boundsMax);
      else bounds.max.set(CUBE_M / 2, CUBE_M, CUBE_M / 2);
      bounds.getSize(mesh.scale).max(least);
      bounds.getCenter(mesh.position);
      const isWaiting = state === "waiting";
      material.color.set(isWaiting ? "#E9E3DA" : "#D9D2C7");
      material.depthWrite = !isWaiting;
      opacity = isWaiting ? WAITING_OPACITY : 1;
      material.opacity = opacity;
      object.visible = true;
    },
    setPresence(presence) {
      material.opacity = opacity * presence;
      object.visible = presence > 0;
    },
    dispose: () => material.dispose(),
  };
}
