import { z } from "zod";
import { id } from "./identity.ts";
import { CELL_SIZE_M, GRID_CELLS } from "./limits.ts";
import { line } from "./text.ts";

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

/**
 * A lamp that throws a cone of light at a point: where it hangs, what it is aimed at, and its light. `intensity` 1 is a
 * lamp that lifts what it lights clearly out of the daylight around it.
 */
const spotlight = z.object({
  id,
  x: coordinate,
  y: z.number().min(0.3).max(20),
  z: coordinate,
  target: z.object({ x: coordinate, y: z.number().min(0).max(20), z: coordinate }),
  /** Colour temperature, kelvin. */
  kelvin: z.number().min(2_000).max(8_000),
  intensity: z.number().min(0).max(3),
  /** Half the angle of the cone. */
  spread: z.number().min(0.08).max(1.2),
});
export type Spotlight = z.infer<typeof spotlight>;

/** Lamps in one showroom; each is paid for in every picture that a phone draws. */
const SPOTLIGHTS_MAX = 50;

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
  spotlights: z.array(spotlight).max(SPOTLIGHTS_MAX).default([]),
});
export type ShowroomLayout = z.infer<typeof showroomLayout>;

const showroomName = z.string().trim().min(1).max(80);

/** A tenant: whose showrooms and products they are. */
export const brand = z.object({ id, name: z.string().trim().min(1).max(80) }).strict();
export type Brand = z.infer<typeof brand>;

/** A brand as it is made; what is stored is read as it is. */
export const newBrand = brand.extend({ name: line(80).min(1) });

/** A showroom as the API shows it. */
export const showroom = z.object({
  id,
  brandId: id,
  brandName: z.string().min(1).max(80),
  name: showroomName,
  layout: showroomLayout,
  revision: z.int().min(1),
  updatedAt: z.iso.datetime(),
});
export type Showroom = z.infer<typeof showroom>;

/** How the rooms that a new showroom may begin with are called; what they are is in simulation/room-presets.ts. */
export const ROOM_PRESETS = ["open-hall", "two-rooms", "corridor", "courtyard", "cabinet"] as const;
export type RoomPreset = (typeof ROOM_PRESETS)[number];

export const showroomRequest = z.object({ name: line(80).min(1), preset: z.enum(ROOM_PRESETS) }).strict();
export type ShowroomRequest = z.infer<typeof showroomRequest>;

export const showroomRename = z.object({ name: line(80).min(1) }).strict();

/** Who edits, in their own words: the other editors of the brand read it when two change the same draft. */
const editorName = z
  .string()
  .trim()
  .max(40)
  .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, "Use printable characters");

/** What an editor saves: the layout, and the revision of the showroom that it was made from. */
export const layoutDraftEdit = z
  .object({ layout: showroomLayout, basedOn: z.int().min(1), savedBy: editorName.default("") })
  .strict();
export type LayoutDraftEdit = z.input<typeof layoutDraftEdit>;

/**
 * A layout in the making, one for each showroom. Visitors see nothing of it until it is published. `revision` is 0 while
 * nobody has saved one: the draft is then the layout that is published.
 */
export const layoutDraft = z.object({
  showroomId: id,
  layout: showroomLayout,
  basedOn: z.int().min(1),
  revision: z.int().min(0),
  savedBy: z.string().max(40),
  savedAt: z.iso.datetime(),
});
export type LayoutDraft = z.infer<typeof layoutDraft>;
