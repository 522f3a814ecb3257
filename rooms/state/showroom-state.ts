import { type SchemaType, schema, t } from "@colyseus/schema";

/*
 * The slow truth of a room, sent by Colyseus as patches. Poses are not here: they have a channel of their own
 * (protocol/poses.ts). Fields only, no behaviour.
 */

/** A visitor as everybody may see them; the key in `visitors` is the visitor id. */
export const VisitorState = schema(
  {
    name: t.string().default(""),
    /** Index into AVATAR_COLOURS. */
    colour: t.uint8().default(0),
    /** The number under which poses are sent. */
    slot: t.uint16().default(0),
    /** False while a dropped visitor may still come back. */
    connected: t.boolean().default(true),
  },
  "VisitorState",
);
export type VisitorState = SchemaType<typeof VisitorState>;

/** An exhibit; the key in `exhibits` is the exhibit id of the layout. */
export const ExhibitState = schema(
  {
    productId: t.string().default(""),
    /** Raised when the product or its model changed: load it again. */
    productRevision: t.uint32().default(1),
    x: t.float32().default(0),
    y: t.float32().default(0),
    z: t.float32().default(0),
    yaw: t.float32().default(0),
    scale: t.float32().default(1),
    variantId: t.string().default(""),
    open: t.boolean().default(false),
    /** Visitor id of the holder, "" for none. */
    heldBy: t.string().default(""),
    /** Room tick at which the hold ends. */
    holdUntilTick: t.uint32().default(0),
  },
  "ExhibitState",
);
export type ExhibitState = SchemaType<typeof ExhibitState>;

export const ShowroomState = schema(
  {
    visitors: t.map(VisitorState),
    exhibits: t.map(ExhibitState),
    /** Units left, by variant id. */
    stock: t.map("uint32"),
    /** Revision of the showroom that the room is furnished by; raised when a layout was published: read it again. */
    layoutRevision: t.uint32().default(1),
  },
  "ShowroomState",
);
export type ShowroomState = SchemaType<typeof ShowroomState>;
