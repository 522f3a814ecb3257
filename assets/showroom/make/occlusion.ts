import { Vector3 } from "three";

/*
 * Light that a product takes from itself. Its shape is filled into a coarse grid; from every vertex rays look for
 * what is near. Written as vertex colours, it grounds cushions, creases and undersides at no cost to the viewer.
 */

const CELLS = 84;
const RAYS = 40;

/** A function from a surface point and its normal to how much of the surroundings it sees, 0–1. */
export type Occlusion = (point: Vector3, normal: Vector3) => number;

/** Directions spread evenly over a hemisphere around +z, denser towards the pole (cosine weighted). */
const DIRECTIONS = Array.from({ length: RAYS }, (_, index) => {
  const radius = Math.sqrt((index + 0.5) / RAYS);
  const angle = index * Math.PI * (3 - Math.sqrt(5));
  return new Vector3(radius * Math.cos(angle), radius * Math.sin(angle), Math.sqrt(1 - radius * radius));
});

/** Prepares the grid from triangle soups (nine numbers a triangle); `floor` darkens what is near y = 0. */
export function prepareOcclusion(soups: readonly ArrayLike<number>[], floor: boolean): Occlusion {
  const [min, max] = bounds(soups);
  const cell = Math.max(...max.clone().sub(min).toArray()) / CELLS;
  const size = max.clone().sub(min).divideScalar(cell).floor().addScalar(1);
  const filled = new Uint8Array(size.x * size.y * size.z);
  const slot = (x: number, y: number, z: number): number => {
    const i = Math.floor((x - min.x) / cell);
    const j = Math.floor((y - min.y) / cell);
    const k = Math.floor((z - min.z) / cell);
    const inside = i >= 0 && j >= 0 && k >= 0 && i < size.x && j < size.y && k < size.z;
    return inside ? i + size.x * (j + size.y * k) : -1;
  };
  for (const soup of soups) fill(soup, cell, (x, y, z) => (filled[slot(x, y, z)] = 1));
  const reach = CELLS * 0.22;
  const march = (from: Vector3, direction: Vector3): number => {
    for (let step = 0; step < reach; step += 1) {
      const t = step * cell;
      const y = from.y + direction.y * t;
      if ((floor && y < 0) || filled[slot(from.x + direction.x * t, y, from.z + direction.z * t)])
        return 1 - step / reach;
    }
    return 0;
  };
  const [side, up, from, direction] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];
  return (point, normal) => {
    side
      .set(0, Math.abs(normal.y) < 0.9 ? 1 : 0, 0)
      .setX(1 - side.y)
      .cross(normal)
      .normalize();
    up.crossVectors(normal, side);
    from.copy(point).addScaledVector(normal, cell * 1.9);
    let hidden = 0;
    for (const { x, y, z } of DIRECTIONS) {
      direction.copy(side).multiplyScalar(x).addScaledVector(up, y).addScaledVector(normal, z);
      hidden += march(from, direction);
    }
    return 1 - hidden / RAYS;
  };
}

function bounds(soups: readonly ArrayLike<number>[]): [Vector3, Vector3] {
  const min = new Vector3(Infinity, Infinity, Infinity);
  const max = min.clone().negate();
  const point = new Vector3();
  for (const soup of soups) {
    for (let i = 0; i < soup.length; i += 3) {
      point.set(soup[i] ?? 0, soup[i + 1] ?? 0, soup[i + 2] ?? 0);
      min.min(point);
      max.max(point);
    }
  }
  return [min, max];
}

/** Visits points of every triangle, close enough to leave no cell out. */
function fill(soup: ArrayLike<number>, cell: number, visit: (x: number, y: number, z: number) => void): void {
  const corner = (i: number) => new Vector3(soup[i] ?? 0, soup[i + 1] ?? 0, soup[i + 2] ?? 0);
  for (let i = 0; i < soup.length; i += 9) {
    const [a, b, c] = [corner(i), corner(i + 3), corner(i + 6)];
    const steps = Math.ceil(Math.max(a.distanceTo(b), a.distanceTo(c), b.distanceTo(c)) / (cell * 0.7)) + 1;
    for (let p = 0; p <= steps; p += 1) {
      for (let q = 0; q <= steps - p; q += 1) {
        const [s, t] = [p / steps, q / steps];
        visit(
          a.x + (b.x - a.x) * s + (c.x - a.x) * t,
          a.y + (b.y - a.y) * s + (c.y - a.y) * t,
          a.z + (b.z - a.z) * s + (c.z - a.z) * t,
        );
      }
    }
  }
}
