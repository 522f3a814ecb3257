import { Box3, Group } from "three";
import type { Product } from "../../../rooms/protocol/catalog.ts";
import type { ExhibitPlacement, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { createModelLibrary } from "../../scene/models/model-library.ts";
import { createShownModel, type ShownModel } from "../../scene/models/shown-model.ts";
import { createStandIn } from "../../scene/models/stand-in.ts";
import type { Thing } from "../rules/things.ts";

/** The products on the stage, where the layout has them. */
export type StageExhibits = {
  readonly group: Group;
  show(layout: ShowroomLayout, products: ReadonlyMap<string, Product>): void;
  dispose(): void;
};

type Actor = {
  readonly root: Group;
  update(placement: ExhibitPlacement, product: Product | undefined): void;
  dispose(): void;
};

/** `onArrive` is called when a model is there: the picture is another one then. */
export function createStageExhibits(isPlain: boolean, onArrive: () => void): StageExhibits {
  const group = new Group();
  const library = createModelLibrary();
  const actors = new Map<string, Actor>();

  function createActor(id: string): Actor {
    const root = new Group();
    const standIn = createStandIn();
    const bounds = new Box3();
    const thing: Thing = { kind: "exhibits", id };
    root.userData.thing = thing;
    root.add(standIn.object);
    group.add(root);
    let url: string | null | undefined;
    let shown: ShownModel | null = null;
    let variant: string | null = null;

    async function load(wanted: string): Promise<void> {
      const template = await library.load(wanted).catch(() => null);
      if (!template || url !== wanted) return;
      shown?.dispose();
      shown = createShownModel(template);
      shown.setPlain(isPlain);
      shown.setVariant(variant);
      standIn.setPresence(0);
      root.add(shown.object);
      onArrive();
    }

    return {
      root,
      update({ transform, variantId }, product) {
        root.position.set(transform.x, transform.y, transform.z);
        root.rotation.y = transform.yaw;
        root.scale.setScalar(transform.scale);
        variant = materialOf(product, variantId);
        shown?.setVariant(variant);
        const next = urlOf(product);
        if (next === url) return;
        url = next;
        if (!shown) standIn.show(product ?? null, next === null ? "broken" : "waiting", bounds);
        if (next !== null) void load(next);
      },
      dispose() {
        url = undefined;
        shown?.dispose();
        standIn.dispose();
        root.removeFromParent();
      },
    };
  }

  return {
    group,
    show({ exhibits }, products) {
      const wanted = new Set(exhibits.map(({ id }) => id));
      for (const [id, actor] of actors) {
        if (wanted.has(id)) continue;
        actor.dispose();
        actors.delete(id);
      }
      for (const placement of exhibits) {
        const actor = actors.get(placement.id) ?? createActor(placement.id);
        actors.set(placement.id, actor);
        actor.update(placement, products.get(placement.productId));
      }
    },
    dispose() {
      for (const actor of actors.values()) actor.dispose();
      library.dispose();
    },
  };
}

function materialOf(product: Product | undefined, variantId: string | undefined): string | null {
  const chosen = product?.variants.find((each) => each.id === variantId) ?? product?.variants[0];
  return chosen?.materialVariant ?? null;
}

/** A room seen from above needs no more than the finest level of detail. */
function urlOf(product: Product | undefined): string | null {
  const model = product?.model;
  return model ? (model.outputs?.levels.at(-1)?.url ?? model.url) : null;
}
