import { z } from "zod";
import { id } from "./identity.ts";
import { CELL_SIZE_M, GRID_CELLS } from "./limits.ts";

/*
 * A layout describes a furnished space. Axes are three.js's and glTF's: metres, y up, right-handed, the floor at y = 0
 * and the origin at its centre. A yaw is a rotation about +y in radians; an avatar with heading 0 looks along −z.
 */

const halfExtent = (CELL_SIZE_M * GRID_CELLS) / 2;
const coordinate = z.number().min(-halfExtent).max(halfExtent);
const radians = z
  .number()
  .min(-Math.PI * 2)
  .max(Math.PI * 2);

/** A wall from `from` to `to` ([x, z]) with its thickness centred on that line. */
const wall = z.object({
  id,
  from: z.tuple([coordinate, coordinate]),
  to: z.tuple([coordinate, coordinate]),
  thickness: z.number().min(0.02).max(2),
  height: z.number().min(0.1).max(20),
  finish: z.enum(["plaster", "accent", "glass"]),
});
export type Wall = z.infer<typeof wall>;

/** Furniture of the building that nobody can walk through; a `plinth` or `stage` carries an exhibit. */
const fixture = z.object({
  id,
  kind: z.enum(["plinth", "stage", "bench", "planter", "column"]),
  x: coordinate,
  z: coordinate,
  yaw: radians,
  width: z.number().min(0.05).max(20),
  depth: z.number().min(0.05).max(20),
  height: z.number().min(0.02).max(10),
});
export type Fixture = z.infer<typeof fixture>;

/** Where an exhibit is and how it stands. `y` is the height of the model's origin above the floor. */
export const exhibitTransform = z
  .object({
    x: coordinate,
    y: z.number().min(0).max(20),
    z: coordinate,
    yaw: radians,
    scale: z.number().min(0.1).max(10),
  })
  .strict();
export type ExhibitTransform = z.infer<typeof exhibitTransform>;

/** How far visitors may take an exhibit away from its place. */
const exhibitLimits = z.object({
  /** Horizontal distance from the place in the layout, metres. */
  reach: z.number().min(0).max(10),
  /** Height above the place in the layout, metres. */
  lift: z.number().min(0).max(5),
  minScale: z.number().min(0.1).max(10),
  maxScale: z.number().min(0.1).max(10),
});

/** A product placed in the showroom. */
const exhibitPlacement = z.object({
  id,
  productId: id,
  /** The variant that is shown first; without it the product's first. */
  variantId: id.optional(),
  mount: z.enum(["plinth", "stage", "floor", "ceiling"]),
  transform: exhibitTransform,
  limits: exhibitLimits,
});
export type ExhibitPlacement = z.infer<typeof exhibitPlacement>;

const entrance = z.object({ x: coordinate, z: coordinate, yaw: radians, radius: z.number().min(0).max(20) });

export const showroomLayout = z.object({
  width: z
    .number()
    .min(4)
    .max(halfExtent * 2),
  depth: z
    .number()
    .min(4)
    .max(halfExtent * 2),
  height: z.number().min(2.2).max(20),
  entrance,
  walls: z.array(wall).max(500),
  fixtures: z.array(fixture).max(500),
  exhibits: z.array(exhibitPlacement).max(500),
});
export type ShowroomLayout = z.infer<typeof showroomLayout>;

/** A showroom as the API shows it. */
export const showroom = z.object({
  id,
  brandId: id,
  brandName: z.string().min(1).max(80),
  name: z.string().min(1).max(80),
  layout: showroomLayout,
  revision: z.int().min(1),
  updatedAt: z.iso.datetime(),
});
export type Showroom = z.infer<typeof showroom>;
