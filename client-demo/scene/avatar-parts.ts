import {
  type BufferGeometry,
  type Color,
  DynamicDrawUsage,
  Group,
  InstancedBufferAttribute,
  InstancedMesh,
  type Matrix4,
  MeshStandardMaterial,
} from "three";
import { buildBody, buildFace, buildHand, buildHead } from "./avatar-geometry.ts";

/** All avatars are drawn in four calls, one a kind of part, however many there are. */
export type AvatarParts = {
  readonly group: Group;
  begin(): void;
  /** `opacity` 0…1 fades by leaving out pixels, which needs no sorting. */
  addBody(matrix: Matrix4, colour: Color, opacity: number): void;
  addHead(matrix: Matrix4, colour: Color, opacity: number): void;
  addHand(matrix: Matrix4, colour: Color, opacity: number): void;
  end(): void;
  dispose(): void;
};

type Part = {
  readonly mesh: InstancedMesh;
  add(matrix: Matrix4, colour: Color | null, opacity: number): void;
  begin(): void;
  end(): void;
};

export function createAvatarParts(capacity: number): AvatarParts {
  const soft = fadingMaterial(new MeshStandardMaterial({ vertexColors: true, roughness: 0.6, envMapIntensity: 1 }));
  const glossy = fadingMaterial(
    new MeshStandardMaterial({ vertexColors: true, roughness: 0.22, envMapIntensity: 0.8 }),
  );
  const body = createPart(buildBody(), soft, capacity);
  const head = createPart(buildHead(), soft, capacity);
  const face = createPart(buildFace(), glossy, capacity);
  const hand = createPart(buildHand(), soft, capacity * 2);
  const parts = [body, head, face, hand];
  const group = new Group();
  group.add(...parts.map((part) => part.mesh));
  return {
    group,
    begin() {
      for (const part of parts) part.begin();
    },
    addBody: body.add,
    addHead(matrix, colour, opacity) {
      head.add(matrix, colour, opacity);
      face.add(matrix, null, opacity);
    },
    addHand: hand.add,
    end() {
      for (const part of parts) part.end();
    },
    dispose() {
      for (const { mesh } of parts) {
        mesh.geometry.dispose();
        mesh.dispose();
      }
      soft.dispose();
      glossy.dispose();
    },
  };
}

function createPart(geometry: BufferGeometry, material: MeshStandardMaterial, capacity: number): Part {
  const opacities = new InstancedBufferAttribute(new Float32Array(capacity), 1).setUsage(DynamicDrawUsage);
  geometry.setAttribute("presence", opacities);
  const mesh = new InstancedMesh(geometry, material, capacity);
  mesh.instanceMatrix.setUsage(DynamicDrawUsage);
  mesh.instanceColor = new InstancedBufferAttribute(new Float32Array(capacity * 3).fill(1), 3).setUsage(
    DynamicDrawUsage,
  );
  mesh.frustumCulled = false;
  mesh.castShadow = true;
  mesh.receiveShadow = true;
  let count = 0;
  return {
    mesh,
    begin() {
      count = 0;
    },
    add(matrix, colour, opacity) {
      if (count >= capacity) return;
      mesh.setMatrixAt(count, matrix);
      if (colour) mesh.setColorAt(count, colour);
      opacities.setX(count, opacity);
      count++;
    },
    end() {
      mesh.count = count;
      mesh.instanceMatrix.needsUpdate = true;
      if (mesh.instanceColor) mesh.instanceColor.needsUpdate = true;
      opacities.needsUpdate = true;
    },
  };
}

/** Interleaved gradient noise (Jimenez 2014) decides which pixels of a fading avatar are there. */
function fadingMaterial(material: MeshStandardMaterial): MeshStandardMaterial {
  material.onBeforeCompile = (shader) => {
    shader.vertexShader = shader.vertexShader
      .replace("#include <common>", "#include <common>\nattribute float presence;\nvarying float vPresence;")
      .replace("#include <begin_vertex>", "#include <begin_vertex>\nvPresence = presence;");
    shader.fragmentShader = shader.fragmentShader
      .replace("#include <common>", "#include <common>\nvarying float vPresence;")
      .replace(
        "#include <logdepthbuf_fragment>",
        "if ( vPresence < fract( 52.9829189 * fract( dot( gl_FragCoord.xy, vec2( 0.06711056, 0.00583715 ) ) ) ) ) discard;\n#include <logdepthbuf_fragment>",
      );
  };
  return material;
}
