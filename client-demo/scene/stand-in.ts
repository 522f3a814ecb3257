import { type Box3, BoxGeometry, Group, Mesh, MeshStandardMaterial, Vector3 } from "three";
import type { Product } from "../../rooms/protocol/catalog.ts";

/** A plain volume where a model will be, or could not be had. */
export type StandIn = {
  readonly object: Group;
  /** Takes the product's measured bounds, or those of a small cube, and writes them to `bounds`. */
  show(product: Product | null, state: "waiting" | "broken", bounds: Box3): void;
  hide(): void;
};

const CUBE_M = 0.4;
const geometry = new BoxGeometry(1, 1, 1);
const waiting = new MeshStandardMaterial({ color: "#E9E3DA", transparent: true, opacity: 0.35, depthWrite: false });
const broken = new MeshStandardMaterial({ color: "#D9D2C7", roughness: 0.9 });
const least = new Vector3(0.02, 0.02, 0.02);

export function createStandIn(): StandIn {
  const object = new Group();
  const mesh = new Mesh(geometry, waiting);
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
      mesh.material = state === "waiting" ? waiting : broken;
      object.visible = true;
    },
    hide() {
      object.visible = false;
    },
  };
}
