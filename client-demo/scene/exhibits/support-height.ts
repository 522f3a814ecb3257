import type { Fixture } from "../../../rooms/protocol/showroom.ts";

/** Height of what carries something at a place: the top of a plinth or stage there, else the floor. */
export function supportHeight(fixtures: readonly Fixture[], x: number, z: number, below: number): number {
  let height = 0;
  for (const fixture of fixtures) {
    const dx = x - fixture.x;
    const dz = z - fixture.z;
    const across = Math.abs(dx * Math.cos(fixture.yaw) - dz * Math.sin(fixture.yaw));
    const along = Math.abs(dx * Math.sin(fixture.yaw) + dz * Math.cos(fixture.yaw));
    const carries = across <= fixture.width / 2 && along <= fixture.depth / 2 && fixture.height <= below + 0.05;
    if (carries && fixture.height > height) height = fixture.height;
  }
  return height;
}
