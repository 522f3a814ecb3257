import { type BufferGeometry, SphereGeometry } from "three";
import { FABRICS, sew } from "./fabric.ts";
import { loft, type Ring } from "./loft.ts";

/** Height of the head's joint, its middle, above the floor. */
export const HEAD_HEIGHT_M = 1.535;

/** Half the size of a head: across, up and along. */
export const HEAD = [0.122, 0.15, 0.132] as const;
const [HALF_WIDTH, HALF_HEIGHT, HALF_DEPTH] = HEAD;
/** How far the cap sits towards the back of the head. */
export const CAP_TILT = 0.5;
/** Where the rim is on a ball, radians above its equator, and how much larger than the head the cap is. */
const RIM = 0;
const CAP_SIZE = 1.06;

/** A head with two eyes and the hint of a nose under a felt cap: which way somebody looks reads from every side. */
export function buildHead(detail: number): BufferGeometry {
  const face = new SphereGeometry(1, Math.round(24 * detail), Math.round(16 * detail)).scale(
    HALF_WIDTH,
    HALF_HEIGHT,
    HALF_DEPTH,
  );
  narrowChin(face);
  const eyes = [-1, 1].map(
    (side) =>
      [
        new SphereGeometry(1, 10, 7)
          .scale(0.0145, 0.022, 0.009)
          .rotateY(side * -0.36)
          .translate(side * 0.043, -0.004, -0.1225),
        FABRICS.eye,
      ] as const,
  );
  const nose = new SphereGeometry(1, 8, 6).scale(0.014, 0.02, 0.018).translate(0, -0.034, -0.126);
  return sew([[face, FABRICS.skin], [nose, FABRICS.skin], [buildCap(detail), FABRICS.cap], ...eyes]);
}

function narrowChin(head: BufferGeometry): void {
  const position = head.getAttribute("position");
  for (let index = 0; index < position.count; index++) {
    const low = Math.max(0, -position.getY(index) / HALF_HEIGHT);
    position.setX(index, position.getX(index) * (1 - 0.16 * low * low));
    position.setZ(index, position.getZ(index) * (1 - 0.1 * low * low));
  }
  head.computeVertexNormals();
}

/** A close cap from the forehead to the nape with a rolled rim: cut from a ball, tilted, then shaped like the head. */
function buildCap(detail: number): BufferGeometry {
  const crown: Ring[] = Array.from({ length: 8 }, (_, step): Ring => {
    const angle = RIM + ((step + 1.2) / 8.2) * (Math.PI / 2 - RIM);
    const round = Math.max(0.001, Math.cos(angle)) * CAP_SIZE;
    return [Math.sin(angle) * CAP_SIZE, round, round];
  });
  const height = Math.sin(RIM);
  const round = Math.cos(RIM);
  const roll: Ring[] = [
    [height + 0.07, round * 0.95, round * 0.95],
    [height - 0.03, round * 1.0, round * 1.0],
    [height - 0.01, round * 1.085, round * 1.085],
    [height + 0.1, round * 1.1, round * 1.1],
    [height + 0.17, round * 1.075, round * 1.075],
  ];
  return loft([...roll, ...crown], { around: Math.round(24 * detail), rings: Math.round(22 * detail) })
    .rotateX(CAP_TILT)
    .scale(HALF_WIDTH, HALF_HEIGHT, HALF_DEPTH);
}
