import { BoxGeometry, type BufferGeometry, Float32BufferAttribute, Matrix4 } from "three";
import { RoundedBoxGeometry } from "three/addons/geometries/RoundedBoxGeometry.js";
import { FACES } from "./block-faces.ts";
import type { Block } from "./gallery-plan.ts";
import { faceSize, type LightAtlas, type Patch } from "./light-atlas.ts";
import { hashUnit } from "./noise.ts";

const placement = new Matrix4();

/** A block as triangles: `uv` in metres along its faces, `uv1` into the light atlas. */
export function buildBlock(block: Block, patches: readonly Patch[], atlas: LightAtlas): BufferGeometry {
  const { halfWidth, halfHeight, halfDepth, x, y, z } = block.solid;
  const size = [halfWidth * 2, halfHeight * 2, halfDepth * 2] as const;
  const geometry =
    block.bevel > 0 ? new RoundedBoxGeometry(...size, 1, block.bevel) : new BoxGeometry(...size).toNonIndexed();
  const position = geometry.getAttribute("position");
  const perFace = position.count / 6;
  const uv = new Float32Array(position.count * 2);
  const uv1 = new Float32Array(position.count * 2);
  // Each block shows another part of its texture, except the floor, whose planks are laid out in room coordinates.
  const shift = block.surface === "oak" ? 0 : hashUnit(Math.round(x * 50), Math.round(z * 50), Math.round(y * 50)) * 7;
  for (let index = 0; index < position.count; index++) {
    const face = Math.floor(index / perFace);
    const frame = FACES[face];
    const patch = patches[face];
    if (!frame || !patch) continue;
    const [px, py, pz] = [position.getX(index), position.getY(index), position.getZ(index)];
    const u = px * frame.u[0] + py * frame.u[1] + pz * frame.u[2];
    const v = px * frame.v[0] + py * frame.v[1] + pz * frame.v[2];
    const [sizeU, sizeV] = faceSize(block, face);
    uv[index * 2] = u + shift;
    uv[index * 2 + 1] = v + shift;
    uv1[index * 2] = (patch.x + (u / sizeU + 0.5) * patch.columns) / atlas.width;
    uv1[index * 2 + 1] = (patch.y + (v / sizeV + 0.5) * patch.rows) / atlas.height;
  }
  geometry.setAttribute("uv", new Float32BufferAttribute(uv, 2));
  geometry.setAttribute("uv1", new Float32BufferAttribute(uv1, 2));
  geometry.clearGroups();
  return geometry.applyMatrix4(placement.makeRotationY(block.yaw).setPosition(x, y, z));
}
