import {
  BufferGeometry,
  CatmullRomCurve3,
  Euler,
  Float32BufferAttribute,
  LatheGeometry,
  Matrix4,
  Quaternion,
  Vector2,
  Vector3,
} from "three";
import { RoundedBoxGeometry } from "three/examples/jsm/geometries/RoundedBoxGeometry.js";
import { mergeGeometries } from "three/examples/jsm/utils/BufferGeometryUtils.js";

/*
 * Shapes in metres, y up. Each carries positions and UVs, the UVs in metres too, so that a texture keeps its real size
 * on whatever it is put; normals are made when the model is written.
 */

export type Point2 = readonly [number, number];
export type Point3 = readonly [number, number, number];

export const vec = ([x, y, z]: Point3): Vector3 => new Vector3(x, y, z);
export const lerp = (a: number, b: number, t: number): number => a + (b - a) * t;

/** Smoothly from 0 at `from` to 1 at `to`. */
export function smooth(from: number, to: number, value: number): number {
  const t = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return t * t * (3 - 2 * t);
}

/** n + 1 numbers from `from` to `to`. */
export const range = (n: number, from = 0, to = 1): number[] =>
  Array.from({ length: n + 1 }, (_, index) => lerp(from, to, index / n));

type Placement = { at?: Point3; turn?: Point3; scale?: Point3 | number };

/** Scales, turns (Euler XYZ, radians) and moves a copy of a shape. */
export function place(
  shape: BufferGeometry,
  { at = [0, 0, 0], turn = [0, 0, 0], scale = 1 }: Placement,
): BufferGeometry {
  const size = typeof scale === "number" ? new Vector3(scale, scale, scale) : vec(scale);
  const matrix = new Matrix4().compose(vec(at), new Quaternion().setFromEuler(new Euler(...turn)), size);
  const copy = shape.clone().applyMatrix4(matrix);
  if (matrix.determinant() < 0) flip(copy);
  return copy;
}

function flip(shape: BufferGeometry): void {
  const index = shape.getIndex();
  if (!index) throw new Error("Only indexed shapes can be mirrored.");
  for (let i = 0; i < index.count; i += 3) {
    const second = index.getX(i + 1);
    index.setX(i + 1, index.getX(i + 2));
    index.setX(i + 2, second);
  }
}

/** The shape and its mirror image in the plane x = 0. */
export const mirrored = (shape: BufferGeometry): BufferGeometry[] => [shape, place(shape, { scale: [-1, 1, 1] })];

/** One shape out of many. */
export function join(shapes: readonly BufferGeometry[]): BufferGeometry {
  const plain = shapes.map((shape) => {
    const copy = shape.index ? shape.toNonIndexed() : shape.clone();
    for (const name of Object.keys(copy.attributes)) {
      if (name !== "position" && name !== "uv") copy.deleteAttribute(name);
    }
    return copy;
  });
  const joined = mergeGeometries(plain);
  const count = joined.getAttribute("position").count;
  joined.setIndex(Array.from({ length: count }, (_, index) => index));
  return joined;
}

type Grid = readonly (readonly Vector3[])[];

/** Skin over rows of points. u runs along the rows' points, v from row to row; `closed` joins each row's ends. */
export function skin(rows: Grid, { closed = false, swapUv = false } = {}): BufferGeometry {
  const positions: number[] = [];
  const uvs: number[] = [];
  const index: number[] = [];
  const columns = (rows[0]?.length ?? 0) + (closed ? 1 : 0);
  const middle = Math.floor(columns / 2);
  let along = 0;
  rows.forEach((row, r) => {
    const ring = closed ? [...row, ...row.slice(0, 1)] : row;
    const before = rows[r - 1];
    const anchor = ring[middle % row.length];
    if (before && anchor) along += anchor.distanceTo(before[middle % row.length] ?? anchor);
    const lengths = ring.map((point, c) => (c === 0 ? 0 : point.distanceTo(ring[c - 1] ?? point)));
    let across = -lengths.reduce((sum, length) => sum + length, 0) / 2;
    ring.forEach((point, c) => {
      across += lengths[c] ?? 0;
      positions.push(point.x, point.y, point.z);
      uvs.push(...(swapUv ? [along, across] : [across, along]));
    });
  });
  for (let r = 0; r + 1 < rows.length; r += 1) {
    for (let c = 0; c + 1 < columns; c += 1) {
      const a = r * columns + c;
      index.push(a, a + 1, a + columns, a + 1, a + columns + 1, a + columns);
    }
  }
  return fromArrays(positions, uvs, index);
}

function fromArrays(positions: number[], uvs: number[], index: number[]): BufferGeometry {
  const shape = new BufferGeometry();
  shape.setAttribute("position", new Float32BufferAttribute(positions, 3));
  shape.setAttribute("uv", new Float32BufferAttribute(uvs, 2));
  shape.setIndex(index);
  return shape;
}

/** A circle's (or superellipse's) points, counter-clockwise; `power` 2 is an ellipse, higher is squarer. */
export function oval(width: number, height = width, { points = 16, power = 2 } = {}): Point2[] {
  const round = (value: number) => Math.sign(value) * Math.abs(value) ** (2 / power);
  return Array.from({ length: points }, (_, index) => {
    const angle = (index / points) * Math.PI * 2;
    return [(width / 2) * round(Math.cos(angle)), (height / 2) * round(Math.sin(angle))] as const;
  });
}

type Sweep = {
  /** Points that a smooth curve is led through, or straight ones if `straight`. */
  path: readonly Point3[];
  /** The outline at t (0 at the start, 1 at the end), in metres: first across `side`, then along `up`. */
  section: (t: number) => readonly Point2[];
  steps?: number;
  /** A ring: the end meets the start. */
  closed?: boolean;
  /** Kept upright along the path; without it the section twists as little as it can. */
  up?: Point3;
  /** Rounds the ends over this length, metres. */
  roundEnds?: number;
  tension?: number;
};

type Frame = { at: Vector3; side: Vector3; up: Vector3 };

function frames({ path, steps = 24, closed = false, up, tension = 0.5 }: Sweep): Frame[] {
  const curve = new CatmullRomCurve3(path.map(vec), closed, tension === 0.5 ? "centripetal" : "catmullrom", tension);
  curve.arcLengthDivisions = 400;
  const moving = curve.computeFrenetFrames(steps, closed);
  return range(steps).map((t, index) => {
    const at = curve.getPointAt(t);
    const tangent = curve.getTangentAt(t);
    if (up) {
      const side = vec(up).cross(tangent).normalize();
      return { at, side, up: tangent.clone().cross(side).normalize() };
    }
    return { at, side: moving.normals[index] ?? new Vector3(), up: moving.binormals[index] ?? new Vector3() };
  });
}

const END_STEPS = 5;

function roundedEnds(rows: Frame[], length: number, roundness: number): { frame: Frame; t: number; size: number }[] {
  const last = rows.length - 1;
  const plain = rows.map((frame, index) => ({ frame, t: index / last, size: 1 }));
  if (roundness <= 0) return plain;
  const cap = (frame: Frame, next: Frame, t: number) => {
    const outward = frame.at.clone().sub(next.at).normalize();
    return range(END_STEPS - 1, 0, 1).map((s) => {
      const angle = (s * Math.PI) / 2;
      const at = frame.at.clone().addScaledVector(outward, Math.sin(angle) * roundness);
      return { frame: { ...frame, at }, t, size: Math.max(1e-4, Math.cos(angle)) };
    });
  };
  const [first, second] = rows;
  const [end, beforeEnd] = [rows[last], rows[last - 1]];
  if (!(first && second && end && beforeEnd) || length <= 0) return plain;
  return [...cap(first, second, 0).reverse(), ...plain.slice(1, -1), ...cap(end, beforeEnd, 1)];
}

/** Leads an outline that may change along a path: legs, tubes, straps, piping. Flat ends unless rounded or closed. */
export function sweep(options: Sweep): BufferGeometry {
  const rows = frames(options);
  const { section, closed = false, roundEnds = 0 } = options;
  const laid = roundedEnds(rows, 1, closed ? 0 : roundEnds).map(({ frame, t, size }) =>
    section(t).map(([x, y]) =>
      frame.at
        .clone()
        .addScaledVector(frame.side, x * size)
        .addScaledVector(frame.up, y * size),
    ),
  );
  const side = skin(laid, { closed: true, swapUv: true });
  if (closed || roundEnds > 0) return side;
  const [first, last] = [laid[0] ?? [], laid.at(-1) ?? []];
  return join([side, fan(first, true), fan(last, false)]);
}

/** A flat lid over a ring of points. */
function fan(ring: readonly Vector3[], reverse: boolean): BufferGeometry {
  const centre = ring.reduce((sum, point) => sum.add(point), new Vector3()).divideScalar(ring.length);
  const across = (ring[0] ?? centre).clone().sub(centre).normalize();
  const normal = across
    .clone()
    .cross((ring[Math.floor(ring.length / 4)] ?? centre).clone().sub(centre))
    .normalize();
  const along = normal.clone().cross(across);
  const points = [centre, ...ring];
  const uvs = points.flatMap((point) => {
    const offset = point.clone().sub(centre);
    return [offset.dot(across), offset.dot(along)];
  });
  const index = ring.flatMap((_, i) => {
    const next = ((i + 1) % ring.length) + 1;
    return reverse ? [0, next, i + 1] : [0, i + 1, next];
  });
  return fromArrays(
    points.flatMap((point) => point.toArray()),
    uvs,
    index,
  );
}

/** A round tube through points. */
export const tube = (path: readonly Point3[], diameter: number, options: Partial<Sweep> & { sides?: number } = {}) =>
  sweep({ path, section: () => oval(diameter, diameter, { points: options.sides ?? 14 }), ...options });

/** Seam stitches along a line: short threads with gaps between them. */
export function stitches(
  line: readonly Point3[],
  { length = 0.005, gap = 0.0035, thickness = 0.0009, closed = false } = {},
) {
  const curve = new CatmullRomCurve3(line.map(vec), closed);
  curve.arcLengthDivisions = 600;
  const count = Math.floor(curve.getLength() / (length + gap));
  const threads = range(count)
    .slice(0, -1)
    .map((t) => {
      const [start, end] = [curve.getPointAt(t), curve.getPointAt(Math.min(1, t + length / curve.getLength()))];
      const path = [start, end].map((point) => point.toArray() as [number, number, number]);
      return tube(path, thickness, { sides: 4, steps: 1 });
    });
  return join(threads);
}

/** A corner of a turned profile: radius, height and how far the corner is rounded, metres. */
export type Corner = readonly [number, number, number?];

/** Rounds the corners of an open line. */
export function rounded(corners: readonly Corner[], arc = 5): Vector2[] {
  return corners.flatMap(([x, y, radius = 0], index) => {
    const here = new Vector2(x, y);
    const [before, after] = [corners[index - 1], corners[index + 1]];
    if (!(radius > 0 && before && after)) return [here];
    const toBefore = new Vector2(before[0], before[1]).sub(here);
    const toAfter = new Vector2(after[0], after[1]).sub(here);
    const reach = Math.min(radius, toBefore.length() * 0.499, toAfter.length() * 0.499);
    const start = here.clone().addScaledVector(toBefore.normalize(), reach);
    const end = here.clone().addScaledVector(toAfter.normalize(), reach);
    return range(arc).map(
      (t) =>
        new Vector2(
          (1 - t) ** 2 * start.x + 2 * t * (1 - t) * here.x + t * t * end.x,
          (1 - t) ** 2 * start.y + 2 * t * (1 - t) * here.y + t * t * end.y,
        ),
    );
  });
}

/** Turns a profile around the y axis; list it from the bottom up for an outer wall. */
export function turned(corners: readonly Corner[], { segments = 48, arc = 5 } = {}): BufferGeometry {
  const profile = rounded(corners, arc);
  const shape = new LatheGeometry(profile, segments);
  const uv = shape.getAttribute("uv");
  const widest = Math.max(...profile.map(({ x }) => x));
  let along = 0;
  const lengths = profile.map((point, index) => (along += point.distanceTo(profile[index - 1] ?? point)));
  for (let index = 0; index < uv.count; index += 1) {
    const ring = Math.floor(index / profile.length);
    uv.setXY(index, (ring / segments) * Math.PI * 2 * widest, lengths[index % profile.length] ?? 0);
  }
  shape.deleteAttribute("normal");
  return shape;
}

/** A box with rounded edges, centred. */
export function box(width: number, height: number, depth: number, radius: number, segments = 3): BufferGeometry {
  return boxMapped(new RoundedBoxGeometry(width, height, depth, segments, radius));
}

/**
 * Lays UVs by the side that each triangle faces, in metres. `grain` is the axis (0 x, 1 y, 2 z) that u follows
 * where it can: the direction of wood grain.
 */
export function boxMapped(shape: BufferGeometry, grain: 0 | 1 | 2 = 0): BufferGeometry {
  const soup = join([shape]);
  const [position, uv] = [soup.getAttribute("position"), soup.getAttribute("uv")];
  const [a, b, c, normal] = [new Vector3(), new Vector3(), new Vector3(), new Vector3()];
  for (let i = 0; i < position.count; i += 3) {
    const corners = [a, b, c].map((corner, k) => corner.fromBufferAttribute(position, i + k));
    normal.crossVectors(b.clone().sub(a), c.clone().sub(a));
    const size = [Math.abs(normal.x), Math.abs(normal.y), Math.abs(normal.z)];
    const facing = size.indexOf(Math.max(...size));
    const axes = [0, 1, 2].filter((axis) => axis !== facing).sort((p, q) => Number(q === grain) - Number(p === grain));
    corners.forEach((corner, k) => {
      uv.setXY(i + k, corner.getComponent(axes[0] ?? 0), corner.getComponent(axes[1] ?? 1));
    });
  }
  return soup;
}
