/*
 * Surfaces for generated models: each maps u and v in 0–1 to a point in metres, and wraps or closes as it likes.
 */

export type Point = readonly [number, number, number];
export type Surface = (u: number, v: number) => Point;

const TURN = Math.PI * 2;

/** A ball with soft bumps, as a scanned cushion or stone has. */
export const bumpyBall =
  (radius: number, bumps: number): Surface =>
  (u, v) => {
    const [turn, rise] = [u * TURN, (v - 0.5) * Math.PI];
    const r = radius * (1 + 0.04 * Math.sin(bumps * turn) * Math.cos(bumps * rise) + 0.01 * Math.sin(bumps * 5 * turn));
    return [r * Math.cos(rise) * Math.cos(turn), radius + r * Math.sin(rise), r * Math.cos(rise) * Math.sin(turn)];
  };

/** A vase: a profile turned about the vertical. */
export const lathe =
  (height: number, profile: (v: number) => number): Surface =>
  (u, v) => {
    const r = profile(v);
    return [r * Math.cos(u * TURN), v * height, r * Math.sin(u * TURN)];
  };

/** A tube along a knot. */
export const knot =
  (size: number, thickness: number): Surface =>
  (u, v) => {
    const t = u * TURN;
    const centre = (at: number): Point => [
      size * (Math.sin(at) + 2 * Math.sin(2 * at)),
      size * (Math.cos(at) - 2 * Math.cos(2 * at)),
      size * -Math.sin(3 * at),
    ];
    const [a, b] = [centre(t), centre(t + 0.001)];
    const along = normalise([b[0] - a[0], b[1] - a[1], b[2] - a[2]]);
    const side = normalise(cross(along, [0.3, 1, 0.2]));
    const up = cross(side, along);
    const [c, s] = [Math.cos(v * TURN) * thickness, Math.sin(v * TURN) * thickness];
    return [
      a[0] + side[0] * c + up[0] * s,
      a[1] + side[1] * c + up[1] * s + size * 3.2,
      a[2] + side[2] * c + up[2] * s,
    ];
  };

/** Cloth that lies in folds. */
export const cloth =
  (side: number, folds: number): Surface =>
  (u, v) => [
    (u - 0.5) * side,
    0.05 +
      0.03 * Math.sin(folds * TURN * u) * Math.cos(folds * 0.7 * TURN * v) +
      0.004 * Math.sin(folds * 9 * TURN * v),
    (v - 0.5) * side,
  ];

/** A box with rounded edges, as CAD makes it: flat faces full of triangles that nobody needs. */
export const roundedBox =
  (width: number, height: number, depth: number): Surface =>
  (u, v) => {
    const [turn, rise] = [u * TURN, (v - 0.5) * Math.PI];
    const push = (value: number) => Math.sign(value) * Math.abs(value) ** 0.2;
    const [x, y, z] = [Math.cos(rise) * Math.cos(turn), Math.sin(rise), Math.cos(rise) * Math.sin(turn)];
    return [(push(x) * width) / 2, ((push(y) + 1) * height) / 2, (push(z) * depth) / 2];
  };

function cross(a: Point, b: Point): Point {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

function normalise([x, y, z]: Point): Point {
  const length = Math.hypot(x, y, z) || 1;
  return [x / length, y / length, z / length];
}

export type Mesh = {
  readonly positions: Float32Array<ArrayBuffer>;
  readonly normals: Float32Array<ArrayBuffer>;
  readonly uvs: Float32Array<ArrayBuffer>;
  readonly indices: Uint32Array<ArrayBuffer>;
};

/** Cuts a surface into about so many triangles. Normals are those of the surface. */
export function tessellate(surface: Surface, triangles: number, at: Point = [0, 0, 0]): Mesh {
  const side = Math.max(3, Math.round(Math.sqrt(triangles / 2)));
  const count = (side + 1) * (side + 1);
  const [positions, normals] = [new Float32Array(count * 3), new Float32Array(count * 3)];
  const uvs = new Float32Array(count * 2);
  const indices = new Uint32Array(side * side * 6);
  const step = 1e-4;
  for (let row = 0; row <= side; row += 1) {
    for (let column = 0; column <= side; column += 1) {
      const [u, v, vertex] = [column / side, row / side, row * (side + 1) + column];
      const [p, q, r] = [surface(u, v), surface(u + step, v), surface(u, Math.min(1, v + step))];
      const before = surface(u, Math.max(0, v - step));
      const normal = normalise(
        cross([r[0] - before[0], r[1] - before[1], r[2] - before[2]], [q[0] - p[0], q[1] - p[1], q[2] - p[2]]),
      );
      positions.set([p[0] + at[0], p[1] + at[1], p[2] + at[2]], vertex * 3);
      normals.set(Math.hypot(...normal) > 0.5 ? normal : [0, 1, 0], vertex * 3);
      uvs.set([u, v], vertex * 2);
    }
  }
  for (let row = 0, next = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1, next += 6) {
      const corner = row * (side + 1) + column;
      indices.set([corner, corner + side + 1, corner + 1, corner + 1, corner + side + 1, corner + side + 2], next);
    }
  }
  return { positions, normals, uvs, indices };
}
