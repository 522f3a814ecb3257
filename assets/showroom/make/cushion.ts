import { BoxGeometry, type BufferGeometry, Vector3 } from "three";
import { boxMapped, join, oval, type Point3, range, skin, sweep } from "./mesh.ts";

type Cushion = {
  width: number;
  height: number;
  depth: number;
  /** How square it is from above; 2 is an ellipse. */
  plan?: number;
  /** How square it is from the side; lower is softer. */
  edge?: number;
  /** How much the middle of the top rises, metres. */
  crown?: number;
  segments?: number;
};

/** A stuffed cushion, centred: a superellipsoid with a crowned top, the fabric's thread along x. */
export function cushion(options: Cushion): BufferGeometry {
  const { width, height, depth, plan = 7, edge = 3.2, crown = 0, segments = 18 } = options;
  const shape = new BoxGeometry(2, 2, 2, segments, Math.max(6, Math.round(segments / 2)), segments);
  const position = shape.getAttribute("position");
  const point = new Vector3();
  for (let i = 0; i < position.count; i += 1) {
    point.fromBufferAttribute(position, i);
    // Denser towards the edges, where the curvature is.
    point.set(...(point.toArray().map((value) => Math.sin((value * Math.PI) / 2)) as [number, number, number]));
    const round = (Math.abs(point.x) ** plan + Math.abs(point.z) ** plan) ** (edge / plan) + Math.abs(point.y) ** edge;
    point.multiplyScalar(round ** (-1 / edge));
    const rise = crown * (1 - point.x ** 2) * (1 - point.z ** 2) * Math.max(0, point.y);
    position.setXYZ(i, (point.x * width) / 2, (point.y * height) / 2 + rise, (point.z * depth) / 2);
  }
  return boxMapped(shape);
}

/** A cord around the cushion at `level` (−1 bottom, 1 top of it). */
export function piping(options: Cushion & { level: number; thickness: number }): BufferGeometry {
  const { width, height, depth, plan = 7, edge = 3.2, level, thickness } = options;
  const inset = (1 - Math.abs(level) ** edge) ** (1 / edge);
  const around = oval(width * inset, depth * inset, { points: 64, power: plan });
  const path = around.map(([x, z]): Point3 => [x, (level * height) / 2, z]);
  return sweep({
    path: path.toReversed(),
    closed: true,
    steps: 96,
    section: () => oval(thickness, thickness, { points: 7 }),
    up: [0, 1, 0],
  });
}

type Shell = {
  /** A point of the middle surface for u (−1 left, 1 right) and v (0 start, 1 end). */
  surface: (u: number, v: number) => Vector3;
  thickness: number;
  /** How square the outline's corners are; 2 is an ellipse. */
  corners?: number;
  rows?: number;
  columns?: number;
};

/** A bent panel of even thickness with a rounded rim: moulded shells, lids, leaves. */
export function shell({ surface, thickness, corners = 5, rows = 32, columns = 20 }: Shell): BufferGeometry {
  const levels = range(rows, -1, 1).map((s) => Math.sin((s * Math.PI) / 2));
  const grid = levels.map((level) => {
    // The first and last row keep a width: an edge that ran into one point would tear.
    const half = (1 - Math.min(0.995, Math.abs(level)) ** corners) ** (1 / corners);
    return range(columns, -1, 1).map((s) => [Math.sin((s * Math.PI) / 2) * half, (level + 1) / 2] as const);
  });
  const at = ([u, v]: readonly [number, number]) => surface(u, v);
  const normalAt = ([u, v]: readonly [number, number]) => {
    const step = 1e-3;
    const across = surface(u + step, v).sub(surface(u - step, v));
    const along = surface(u, v + step).sub(surface(u, v - step));
    return across.cross(along).normalize();
  };
  const offset = (distance: number) =>
    grid.map((row) => row.map((uv) => at(uv).addScaledVector(normalAt(uv), distance)));
  const front = skin(offset(thickness / 2));
  const back = skin(offset(-thickness / 2).map((row) => row.toReversed()));
  return join([front, back, rim(grid, at, normalAt, thickness)]);
}

type Uv = readonly [number, number];

/** The points around a grid, counter-clockwise as u and v have it. */
function outline<T>(grid: readonly (readonly T[])[]): T[] {
  const left = grid.map((row) => row[0] as T);
  const right = grid.map((row) => row.at(-1) as T);
  return [
    ...(grid[0] ?? []),
    ...right.slice(1, -1),
    ...(grid.at(-1) ?? []).toReversed(),
    ...left.slice(1, -1).reverse(),
  ];
}

function rim(
  grid: readonly (readonly Uv[])[],
  at: (uv: Uv) => Vector3,
  normalAt: (uv: Uv) => Vector3,
  thickness: number,
): BufferGeometry {
  const loop = outline(grid);
  const points = loop.map(at);
  const rows = range(6, 0, Math.PI).map((angle) =>
    points.map((point, index) => {
      const normal = normalAt(loop[index] as Uv);
      const ahead = points[(index + 1) % points.length] as Vector3;
      const behind = points.at(index - 1) as Vector3;
      const outward = ahead.clone().sub(behind).cross(normal).normalize();
      return point
        .clone()
        .addScaledVector(normal, (Math.cos(angle) * thickness) / 2)
        .addScaledVector(outward, (Math.sin(angle) * thickness) / 2);
    }),
  );
  return skin(rows.toReversed(), { closed: true, swapUv: true });
}
