import type { RoomPreset } from "../../rooms/protocol/showroom.ts";

/** The rooms that a showroom may begin with, for people. */
export const PRESET_NAMES: readonly (readonly [RoomPreset, string])[] = [
  ["open-hall", "Open hall, 18 × 14 m"],
  ["two-rooms", "Two rooms, 20 × 16 m"],
  ["corridor", "Gallery with bays, 10 × 26 m"],
  ["courtyard", "Hall around a court, 20 × 18 m"],
  ["cabinet", "Cabinet, 9 × 8 m"],
];
