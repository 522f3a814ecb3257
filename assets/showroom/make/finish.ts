import { BufferAttribute, BufferGeometry, Vector3 } from "three";
import { mergeVertices } from "three/examples/jsm/utils/BufferGeometryUtils.js";
import { join } from "./mesh.ts";
import type { Occlusion } from "./occlusion.ts";

const NEAR = 1e5;

const keyOf = (x: number, y: number, z: number) =>
  `${Math.round(x * NEAR)},${Math.round(y * NEAR)},${Math.round(z * NEAR)}`;

/** Triangles without area would give normals without direction. */
function dropSlivers(soup: BufferGeometry): { position: number[]; uv: number[]; faces: Vector3[] } {
  const kept = { position: [] as number[], uv: [] as number[], faces: [] as Vector3[] };
  const [position, uv] = [soup.getAttribute("position"), soup.getAttribute("uv")];
  const [a, b, c] = [new Vector3(), new Vector3(), new Vector3()];
  for (let i = 0; i < position.count; i += 3) {
    a.fromBufferAttribute(position, i);
    b.fromBufferAttribute(position, i + 1);
    c.fromBufferAttribute(position, i + 2);
    const face = b.clone().sub(a).cross(c.clone().sub(a));
    if (face.length() < 1e-12) continue;
    kept.faces.push(face);
    kept.position.push(...a.toArray(), ...b.toArray(), ...c.toArray());
    for (let k = 0; k < 3; k += 1) kept.uv.push(uv.getX(i + k), uv.getY(i + k));
  }
  return kept;
}

/**
 * Gives a shape its normals: smooth, but sharp across edges that bend more than `crease` degrees. Faces that meet in
 * a point count by their area. Returns plain triangles.
 */
export function finishShape(shape: BufferGeometry, crease: number): BufferGeometry {
  const { position, uv, faces } = dropSlivers(join([shape]));
  const units = faces.map((face) => face.clone().normalize());
  const meeting = new Map<string, number[]>();
  const keys = Array.from({ length: position.length / 3 }, (_, corner) =>
    keyOf(position[corner * 3] ?? 0, position[corner * 3 + 1] ?? 0, position[corner * 3 + 2] ?? 0),
  );
  keys.forEach((key, corner) => {
    const list = meeting.get(key);
    if (list) list.push(Math.floor(corner / 3));
    else meeting.set(key, [Math.floor(corner / 3)]);
  });
  const limit = Math.cos((crease * Math.PI) / 180);
  const normals = keys.flatMap((key, corner) => {
    const own = units[Math.floor(corner / 3)] as Vector3;
    const sum = new Vector3();
    for (const face of meeting.get(key) ?? []) {
      if ((units[face] as Vector3).dot(own) >= limit) sum.add(faces[face] as Vector3);
    }
    return sum.normalize().toArray();
  });
  return geometryOf({ position, normal: normals, uv });
}

const SIZES = { position: 3, normal: 3, uv: 2 } as const;

function geometryOf(attributes: Record<keyof typeof SIZES, number[]>): BufferGeometry {
  const geometry = new BufferGeometry();
  for (const [name, size] of Object.entries(SIZES)) {
    const values = attributes[name as keyof typeof SIZES];
    geometry.setAttribute(name, new BufferAttribute(new Float32Array(values), size));
  }
  return geometry;
}

type Weld = { occlusion: Occlusion; tile: number; pivot: Vector3; tangents: boolean };

/** Shares equal vertices, and adds tangents and the occlusion as colours. Positions become relative to the pivot. */
export function weld(soup: BufferGeometry, { occlusion, tile, pivot, tangents }: Weld): BufferGeometry {
  const uv = soup.getAttribute("uv");
  // Steps of 1/2048 of a tile are finer than a texel and compress to half.
  const stepped = (metres: number) => Math.round((metres / tile) * 2048) / 2048;
  for (let i = 0; i < uv.count; i += 1) uv.setXY(i, stepped(uv.getX(i)), stepped(uv.getY(i)));
  const welded = mergeVertices(soup, 1e-5);
  const [position, normal] = [welded.getAttribute("position"), welded.getAttribute("normal")];
  const colours = new Uint8Array(position.count * 3);
  const seen = new Map<string, number>();
  const [point, direction] = [new Vector3(), new Vector3()];
  for (let i = 0; i < position.count; i += 1) {
    point.fromBufferAttribute(position, i);
    direction.fromBufferAttribute(normal, i);
    const key = `${keyOf(...point.toArray())} ${keyOf(...direction.toArray())}`;
    const light = seen.get(key) ?? shade(occlusion(point, direction));
    seen.set(key, light);
    colours.fill(light, i * 3, i * 3 + 3);
  }
  welded.setAttribute("color", new BufferAttribute(colours, 3, true));
  if (tangents) addTangents(welded);
  welded.translate(-pivot.x, -pivot.y, -pivot.z);
  return welded;
}

/** Vertex colours are linear; full darkness is never reached, because light bounces. */
const shade = (open: number) => Math.round(255 * (0.22 + 0.78 * Math.min(1, open * 1.06) ** 1.15));

function addTangents(geometry: BufferGeometry): void {
  geometry.computeTangents();
  const [tangent, normal] = [geometry.getAttribute("tangent"), geometry.getAttribute("normal")];
  const [along, up] = [new Vector3(), new Vector3()];
  const values = new Int8Array(tangent.count * 4);
  for (let i = 0; i < tangent.count; i += 1) {
    along.set(tangent.getX(i), tangent.getY(i), tangent.getZ(i));
    up.fromBufferAttribute(normal, i);
    along.addScaledVector(up, -along.dot(up));
    if (!(along.length() > 1e-3))
      along.set(up.y, up.z, up.x).addScaledVector(up, -(up.y * up.x + up.z * up.y + up.x * up.z));
    along.normalize();
    values.set([along.x * 127, along.y * 127, along.z * 127, tangent.getW(i) < 0 ? -127 : 127].map(Math.round), i * 4);
  }
  geometry.setAttribute("tangent", new BufferAttribute(values, 4, true));
}
