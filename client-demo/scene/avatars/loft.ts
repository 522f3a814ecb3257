import { BufferGeometry, CatmullRomCurve3, Float32BufferAttribute, Vector3 } from "three";

/** An ellipse at a height: half widths across (x) and along (z), and how far it is set forwards (−z). */
export type Ring = readonly [height: number, across: number, along: number, forwards?: number];

type Loft = {
  readonly around: number;
  /** Rings after smoothing. */
  readonly rings: number;
  /** The part of the way around that is covered, radians from +x over −z; all of it when left out. */
  readonly arc?: readonly [from: number, to: number];
  /** Distance by which the skin lies outside the rings. */
  readonly offset?: number;
};

const ring = new Vector3();

/** Stretches a smooth skin over ellipses that are stacked from the first to the last. */
export function loft(outline: readonly Ring[], { around, rings, arc, offset = 0 }: Loft): BufferGeometry {
  const size = smoothen(outline, 1);
  const place = smoothen(outline, 3);
  const [from, to] = arc ?? [0, Math.PI * 2];
  const positions: number[] = [];
  const index: number[] = [];
  const columns = arc ? around + 1 : around;
  for (let row = 0; row < rings; row++) {
    const t = row / (rings - 1);
    size.getPoint(t, ring);
    const across = Math.max(0, ring.x) + offset;
    const along = Math.max(0, ring.z) + offset;
    const y = ring.y;
    const forwards = place.getPoint(t, ring).x;
    for (let column = 0; column < columns; column++) {
      const angle = from + (column / around) * (to - from);
      positions.push(Math.cos(angle) * across, y, -Math.sin(angle) * along - forwards);
    }
  }
  for (let row = 0; row < rings - 1; row++) {
    for (let column = 0; column < around; column++) {
      const next = (column + 1) % columns;
      const [a, b] = [row * columns + column, row * columns + next];
      index.push(a, b, a + columns, b, b + columns, a + columns);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new Float32BufferAttribute(positions, 3));
  geometry.setIndex(index);
  geometry.computeVertexNormals();
  return geometry;
}

function smoothen(outline: readonly Ring[], kind: 1 | 3): CatmullRomCurve3 {
  const points = outline.map(([height, across, along, forwards = 0]) =>
    kind === 1 ? new Vector3(across, height, along) : new Vector3(forwards, height, 0),
  );
  return new CatmullRomCurve3(points, false, "centripetal");
}
