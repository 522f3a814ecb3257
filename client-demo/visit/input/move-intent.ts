/** What the visitor wants to do with their body in this frame. */
export type MoveIntent = {
  /** Direction in the room, of length at most 1; a shorter one means slower. */
  dirX: number;
  dirZ: number;
  speedMps: number;
  /** Radians, 0 looks along −z, grows anticlockwise seen from above; −π to π. */
  heading: number;
  /** Radians above the horizon. */
  pitch: number;
  /** 0 first person, 1 farthest over the shoulder. */
  zoom: number;
};
