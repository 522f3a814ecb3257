import { Color, Vector3 } from "three";

/*
 * One late morning, described once: the baked light, the reflections, the sun and the view out all read it.
 * Radiances are linear and relative to a white surface under full light, which is 1.
 */

/** Points from the room to the sun. */
export const SUN_DIRECTION = new Vector3(0.46, 1, 0.3).normalize();
export const SUN_COLOUR = new Color(1, 0.93, 0.82);
/** Sunlight on a surface that faces the sun. */
export const SUN_LEVEL = 1;

/** Light of the sky seen through the skylight: a bright, slightly cool diffuser. */
export const SKYLIGHT_RADIANCE = new Color(3.7, 3.85, 4.05);
/** Light that comes in through a glass front, above and below the horizon. */
export const FRONT_SKY_RADIANCE = new Color(2.5, 2.65, 2.85);
export const FRONT_GROUND_RADIANCE = new Color(0.85, 0.84, 0.7);

/** How bright the surfaces of the room are on average; it stands for all further bounces. */
export const ROOM_LEVEL = 0.96;
