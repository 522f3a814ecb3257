import {
  type BufferGeometry,
  type Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  type Material,
  type Matrix4,
} from "three";
import { buildCoat, buildHand, buildLimb, buildShoe } from "./avatar-geometry.ts";
import { buildHead } from "./avatar-head.ts";
import { createAvatarMaterial, PARTS_SHADER } from "./avatar-material.ts";

/** How one part of one avatar looks now. */
export type Dress = {
  readonly colour: Color;
  /** 0…1 fades by leaving out pixels; 1…2 is what another shape leaves out that fades in at the same place. */
  presence: number;
  /** Metres by which the hem is behind (+) or ahead (−) of the body, and how much deeper it is than at rest. */
  hemShift: number;
  hemSpread: number;
};

type Part = {
  readonly mesh: InstancedMesh;
  /** Builds the shape anew, as finely as `detail` says. */
  remake(material: Material, detail: number): void;
  add(matrix: Matrix4, dress: Dress): void;
  readonly count: number;
  begin(): void;
  end(): void;
};

/** Full avatars are drawn in five calls, one a kind of part, however many there are. */
export type AvatarParts = {
  /** Whether one more can be drawn in this frame. */
  readonly hasRoom: boolean;
  readonly group: Group;
  readonly coat: Part;
  readonly head: Part;
  readonly limb: Part;
  readonly hand: Part;
  readonly shoe: Part;
  setPlain(isPlain: boolean): void;
  begin(): void;
  end(): void;
  dispose(): void;
};

/** Upper and lower arm, and leg, on both sides. */
const LIMBS = 6;
const PLAIN_DETAIL = 0.55;

export function createAvatarParts(capacity: number, isPlain: boolean): AvatarParts {
  const coat = createPart(buildCoat, capacity);
  const head = createPart(buildHead, capacity);
  const limb = createPart(buildLimb, capacity * LIMBS);
  const hand = createPart(buildHand, capacity * 2);
  const shoe = createPart(buildShoe, capacity * 2);
  const parts = [coat, head, limb, hand, shoe];
  const group = new Group();
  group.add(...parts.map((part) => part.mesh));
  let material = createAvatarMaterial(isPlain, PARTS_SHADER);

  function setPlain(plain: boolean): void {
    material.dispose();
    material = createAvatarMaterial(plain, PARTS_SHADER);
    for (const part of parts) part.remake(material, plain ? PLAIN_DETAIL : 1);
  }

  setPlain(isPlain);
  return {
    group,
    get hasRoom() {
      return coat.count < capacity;
    },
    coat,
    head,
    limb,
    hand,
    shoe,
    setPlain,
    begin() {
      for (const part of parts) part.begin();
    },
    end() {
      for (const part of parts) part.end();
    },
    dispose() {
      for (const { mesh } of parts) {
        mesh.geometry.dispose();
        mesh.dispose();
      }
      material.dispose();
    },
  };
}

function createPart(build: (detail: number) => BufferGeometry, capacity: number): Part {
  const life = new InstancedBufferAttribute(new Float32Array(capacity * 3), 3).setUsage(DynamicDrawUsage);
  const mesh = new InstancedMesh<BufferGeometry, Material>(undefined, undefined, capacity);
  mesh.instanceMatrix.setUsage(DynamicDrawUsage);
  const colours = new InstancedBufferAttribute(new Float32Array(capacity * 3).fill(1), 3).setUsage(DynamicDrawUsage);
  mesh.instanceColor = colours;
  mesh.frustumCulled = false;
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  mesh.raycast = () => {};
  const changing = [mesh.instanceMatrix, colours, life];
  let count = 0;
  return {
    mesh,
    get count() {
      return count;
    },
    remake(material, detail) {
      mesh.geometry.dispose();
      mesh.geometry = build(detail);
      mesh.geometry.setAttribute("life", life);
      mesh.material = material;
    },
    begin() {
      count = 0;
    },
    add(matrix, { colour, presence, hemShift, hemSpread }) {
      if (count >= capacity) return;
      mesh.setMatrixAt(count, matrix);
      mesh.setColorAt(count, colour);
      life.setXYZ(count, presence, hemShift, hemSpread);
      count++;
    },
    end() {
      mesh.count = count;
      mesh.visible = count > 0;
      // Room is kept for many; only those who are here are sent to the graphics card.
      for (const attribute of changing) {
        attribute.clearUpdateRanges();
        attribute.addUpdateRange(0, count * attribute.itemSize);
        attribute.needsUpdate = true;
      }
    },
  };
}
