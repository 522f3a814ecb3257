import { type BufferGeometry, CircleGeometry, Float32BufferAttribute, SphereGeometry } from "three";
import { ANKLE_M, COAT, FOOT_X, HIP_Y } from "../avatars/avatar-geometry.ts";
import { CAP_TILT, HEAD } from "../avatars/avatar-head.ts";
import { FABRICS, type Fabric, sew } from "../avatars/fabric.ts";
import { loft, type Ring } from "../avatars/loft.ts";

/*
 * An avatar in one piece, for those who are farther away: the same coat, cap, sleeves and shoes in a tenth of the triangles.
 * The attribute `bend` tells the material what a vertex hangs on (see LIMBS) and how far along that limb it is (0…1).
 */

/** What a vertex hangs on. Sleeves are built around the origin, the way down from a shoulder to a hand being `bend.y`. */
export const LIMBS = { coat: 0, head: 1, leftArm: 2, rightArm: 3, leftLeg: 4, rightLeg: 5 } as const;

/** Corners around, and rings from end to end. */
const COAT_CUT = { around: 10, rings: 7 };
const HEAD_CUT = { around: 8, rings: 4 };
const LIMB_AROUND = 5;

/** From shoulder to wrist; what of it is between two rings is stretched with the hand. */
const SLEEVE_M = 0.62;

export function buildOnePiece(): BufferGeometry {
  return sew([...buildTrunk(), ...buildHead(), ...buildArms(), ...buildLegs()]);
}

type Piece = readonly [BufferGeometry, Fabric];

function buildTrunk(): Piece[] {
  const collar: Ring[] = [
    [1.35, 0.114, 0.102, -0.002],
    [1.437, 0.088, 0.086, 0.002],
  ];
  const waist: Ring[] = [
    [0.945, 0.189, 0.133, 0.006],
    [1, 0.191, 0.133, 0.007],
  ];
  const back = -Math.PI / 2;
  const arc = [back - 0.78, back + 0.78] as const;
  const belt = loft(waist, { around: 4, rings: 2, arc, offset: 0.013 });
  const buttons = [0.62, 0.82, 1.02].map((y) =>
    hang(dot(0.013, 0.013).translate(0.03, y, -0.153), FABRICS.button, LIMBS.coat),
  );
  return [
    hang(loft(COAT, COAT_CUT), FABRICS.coat, LIMBS.coat),
    hang(loft(collar, { around: 9, rings: 2 }), FABRICS.trim, LIMBS.coat),
    hang(belt, FABRICS.seam, LIMBS.coat),
    ...buttons,
  ];
}

/** The cap has no roll, and is a little larger instead; what is under it is left out, and so is the nose. */
function buildHead(): Piece[] {
  const { around, rings } = HEAD_CUT;
  const face = new SphereGeometry(1, around, rings, 0, Math.PI * 2, Math.PI * 0.3, Math.PI * 0.7).scale(...HEAD);
  const crown = Array.from({ length: rings }, (_, ring): Ring => {
    const angle = (ring / (rings - 1)) * (Math.PI / 2);
    const round = Math.max(0.001, Math.cos(angle)) * 1.085;
    return [Math.sin(angle) * 1.07, round, round];
  });
  const cap = loft(crown, { around, rings })
    .rotateX(CAP_TILT)
    .scale(...HEAD);
  const eyes = [-1, 1].map((side) =>
    dot(0.0145, 0.022)
      .rotateY(side * -0.36)
      .translate(side * 0.044, -0.004, -0.131),
  );
  return [
    hang(face, FABRICS.skin, LIMBS.head),
    hang(cap, FABRICS.cap, LIMBS.head),
    ...eyes.map((eye) => hang(eye, FABRICS.eye, LIMBS.head)),
  ];
}

function buildArms(): Piece[] {
  // A ring at the elbow, so that it can bend there.
  const sleeve: Ring[] = [
    [-SLEEVE_M, 0.046, 0.046],
    [-SLEEVE_M / 2, 0.05, 0.05],
    [0, 0.056, 0.056],
    [0.05, 0.012, 0.012],
  ];
  const cuff: Ring[] = [
    [-SLEEVE_M - 0.03, 0.057, 0.057],
    [-SLEEVE_M + 0.03, 0.058, 0.058],
  ];
  const tube = (outline: readonly Ring[]) => loft(outline, { around: LIMB_AROUND, rings: outline.length });
  return [LIMBS.leftArm, LIMBS.rightArm].flatMap((arm) => [
    hang(tube(sleeve), FABRICS.coat, arm),
    hang(
      new SphereGeometry(0.05, LIMB_AROUND, 3).scale(0.65, 1.3, 0.9).translate(0, -SLEEVE_M - 0.08, 0),
      FABRICS.skin,
      arm,
    ),
    hang(tube(cuff), FABRICS.trim, arm),
  ]);
}

function buildLegs(): Piece[] {
  const trouser: Ring[] = [
    [0.05, 0.05, 0.05],
    [0.36, 0.058, 0.058],
  ];
  return [LIMBS.leftLeg, LIMBS.rightLeg].flatMap((leg) => {
    const x = leg === LIMBS.leftLeg ? -FOOT_X : FOOT_X;
    // The upper half of an egg, toe ahead, with its rim on the floor.
    const shoe = new SphereGeometry(1, LIMB_AROUND + 1, 3, 0, Math.PI * 2, 0, Math.PI / 2)
      .scale(0.056, 0.09, 0.13)
      .translate(x, 0.004, -0.035);
    const shin = loft(trouser, { around: LIMB_AROUND, rings: 2 }).translate(x, 0, 0);
    return [hang(shin, FABRICS.trousers, leg), hang(shoe, FABRICS.shoe, leg)];
  });
}

/** A small patch that is seen from ahead. */
function dot(halfWidth: number, halfHeight: number): BufferGeometry {
  return new CircleGeometry(1, 6).rotateY(Math.PI).scale(halfWidth, halfHeight, 1);
}

/** How far along its limb a height is, for each of LIMBS: sleeves from shoulder to wrist, legs from hip to ankle. */
function shareAlong(limb: number, y: number): number {
  if (limb < LIMBS.leftArm) return 0;
  const share = limb < LIMBS.leftLeg ? -y / SLEEVE_M : (HIP_Y - y) / (HIP_Y - ANKLE_M);
  return Math.min(1, Math.max(0, share));
}

/** Ties a piece to a limb. What is along a sleeve is taken out of its height: there is the shader's to say. */
function hang(geometry: BufferGeometry, fabric: Fabric, limb: number): Piece {
  const position = geometry.getAttribute("position");
  const bend = new Float32Array(position.count * 2);
  const isArm = limb === LIMBS.leftArm || limb === LIMBS.rightArm;
  for (let index = 0; index < position.count; index++) {
    const y = position.getY(index);
    const share = shareAlong(limb, y);
    bend[index * 2] = limb;
    bend[index * 2 + 1] = share;
    if (isArm) position.setY(index, y + share * SLEEVE_M);
  }
  geometry.setAttribute("bend", new Float32BufferAttribute(bend, 2));
  return [geometry, fabric];
}
