import type { ExhibitTransform } from "../../rooms/protocol/showroom.ts";

/** A visitor as the room's state has it. */
export type VisitorView = {
  readonly id: string;
  readonly slot: number;
  readonly name: string;
  readonly colour: number;
  readonly connected: boolean;
  readonly isSelf: boolean;
};

/** An exhibit as the room's state has it. */
export type ExhibitView = {
  readonly id: string;
  readonly productId: string;
  readonly productRevision: number;
  readonly transform: ExhibitTransform;
  readonly variantId: string;
  readonly open: boolean;
  /** Visitor id of the holder, or "". */
  readonly heldBy: string;
  /** Room tick at which the hold ends. */
  readonly holdUntilTick: number;
};
