/** A box that stands upright, turned about +y: centre, half extents, and the cosine and sine of its yaw. Metres. */
export type Solid = {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly halfWidth: number;
  readonly halfHeight: number;
  readonly halfDepth: number;
  readonly cos: number;
  readonly sin: number;
};

/** Makes a solid from its centre, its full size and its yaw in radians. */
export function solid(
  centre: readonly [number, number, number],
  size: readonly [number, number, number],
  yaw = 0,
): Solid {
  return {
    x: centre[0],
    y: centre[1],
    z: centre[2],
    halfWidth: size[0] / 2,
    halfHeight: size[1] / 2,
    halfDepth: size[2] / 2,
    cos: Math.cos(yaw),
    sin: Math.sin(yaw),
  };
}

/**
 * Distance along a ray to a solid grown by `margin` on all sides: 0 from inside, Infinity for a miss.
 * The direction need not be of unit length; the distance is in its units.
 */
export function rayToSolid(
  box: Solid,
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  margin: number,
): number {
  const rx = ox - box.x;
  const rz = oz - box.z;
  const lx = rx * box.cos - rz * box.sin;
  const lz = rx * box.sin + rz * box.cos;
  const ly = oy - box.y;
  const vx = dx * box.cos - dz * box.sin;
  const vz = dx * box.sin + dz * box.cos;
  const hx = box.halfWidth + margin;
  const hy = box.halfHeight + margin;
  const hz = box.halfDepth + margin;
  // Slabs. A ray that runs exactly in a face gives NaN and counts as a miss.
  const ax = (-hx - lx) / vx;
  const bx = (hx - lx) / vx;
  const ay = (-hy - ly) / dy;
  const by = (hy - ly) / dy;
  const az = (-hz - lz) / vz;
  const bz = (hz - lz) / vz;
  const near = Math.max(Math.min(ax, bx), Math.min(ay, by), Math.min(az, bz));
  const far = Math.min(Math.max(ax, bx), Math.max(ay, by), Math.max(az, bz));
  if (!(near <= far) || far < 0) return Infinity;
  return Math.max(near, 0);
}

/** Distance to the nearest of many solids, Infinity when the way is free. */
export function rayToSolids(
  boxes: readonly Solid[],
  ox: number,
  oy: number,
  oz: number,
  dx: number,
  dy: number,
  dz: number,
  margin: number,
): number {
  let nearest = Infinity;
  for (const box of boxes) {
    const distance = rayToSolid(box, ox, oy, oz, dx, dy, dz, margin);
    if (distance < nearest) nearest = distance;
  }
  return nearest;
}
