import { TICK_MS } from "../../rooms/protocol/limits.ts";
import { newestPose } from "../../rooms/sync/pose-book.ts";
import type { ShowroomScene } from "../scene/view/showroom-scene.ts";
import type { RoomLink } from "./link/room-link.ts";
import { exhibits, phase, products, showroom, stock, visitors } from "./state/store.ts";

/** What the page knows, in plain values: for automation and for support. It reads only. */
export type PageView = {
  readonly phase: string;
  /** Revision of the showroom that is shown. */
  readonly layoutRevision: number;
  readonly self: { readonly x: number; readonly z: number; readonly heading: number } | null;
  /** Everybody else, at the newest pose that arrived. */
  readonly others: readonly {
    readonly name: string;
    readonly x: number;
    readonly z: number;
    readonly moving: boolean;
  }[];
  readonly exhibits: readonly {
    readonly id: string;
    readonly x: number;
    readonly z: number;
    readonly yaw: number;
    readonly variantId: string;
    readonly open: boolean;
    readonly heldBy: string;
    readonly productRevision: number;
    /** Address of the model that it shows or is about to; "" for none. */
    readonly modelUrl: string;
    /** Address of the file that is drawn: a level of detail of the model, or still the model before; "" for none yet. */
    readonly shownUrl: string;
  }[];
  /** Units left, by variant id. */
  readonly stock: Readonly<Record<string, number>>;
  readonly drawCalls: number;
  readonly renderDelayMs: number;
};

/** Reads the page as it is now. */
export function viewPage(link: RoomLink, scene: ShowroomScene): PageView {
  const session = link.session();
  const nameOf = (visitorId: string) => visitors.value.get(visitorId)?.name ?? "";
  const others = [];
  for (const visitor of visitors.value.values()) {
    if (visitor.isSelf || !session) continue;
    const pose = newestPose(session.book, visitor.slot);
    if (pose) others.push({ name: visitor.name, x: pose.x, z: pose.z, moving: pose.moving });
  }
  return {
    phase: phase.value,
    layoutRevision: showroom.value?.revision ?? 0,
    self: session ? { x: session.own.x, z: session.own.z, heading: session.own.heading } : null,
    others,
    exhibits: [...exhibits.value.values()].map(
      ({ id, productId, productRevision, transform, variantId, open, heldBy }) => ({
        id,
        x: transform.x,
        z: transform.z,
        yaw: transform.yaw,
        variantId,
        open,
        heldBy: nameOf(heldBy),
        productRevision,
        shownUrl: scene.shownUrlOf(id),
        modelUrl: products.value.get(productId)?.model?.url ?? "",
      }),
    ),
    stock: Object.fromEntries(stock.value),
    drawCalls: scene.info.drawCalls,
    renderDelayMs: session ? 2 * session.book.intervals[0] * TICK_MS : 0,
  };
}
