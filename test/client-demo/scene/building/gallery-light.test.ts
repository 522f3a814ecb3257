import { describe, expect, it } from "vitest";
import { planGallery } from "../../../../client-demo/scene/building/gallery-plan.ts";
import { type Patch, packLightAtlas } from "../../../../client-demo/scene/building/light-atlas.ts";
import { bakeLight } from "../../../../client-demo/scene/building/light-bake.ts";
import type { ShowroomLayout } from "../../../../rooms/protocol/showroom.ts";

const layout: ShowroomLayout = {
  width: 10,
  depth: 12,
  height: 4,
  entrance: { x: 0, z: 5, yaw: 0, radius: 1 },
  walls: [
    { id: "west", from: [-5, -6], to: [-5, 6], thickness: 0.2, height: 4, finish: "plaster" },
    { id: "east", from: [5, -6], to: [5, 6], thickness: 0.2, height: 4, finish: "plaster" },
    { id: "south", from: [-5, 6], to: [5, 6], thickness: 0.2, height: 4, finish: "accent" },
    { id: "north", from: [-5, -6], to: [5, -6], thickness: 0.1, height: 4, finish: "glass" },
  ],
  fixtures: [{ id: "stage", kind: "stage", x: 3, z: 3, yaw: 0.3, width: 2, depth: 2, height: 0.4 }],
  spotlights: [],
  exhibits: [],
};
const plan = planGallery(layout);
const atlas = packLightAtlas(plan.blocks, 3);
const bake = (withSun: boolean) => bakeLight(plan, atlas, { rays: 16, withSun, pause: () => Promise.resolve() });
const floor = atlas.patches[plan.blocks.findIndex((block) => block.surface === "oak")]?.[2] as Patch;

/** Baked red at a place on the floor. */
function floorLight(light: Float32Array, x: number, z: number): number {
  const column = Math.round((x / 10.6 + 0.5) * floor.columns - 0.5);
  const row = Math.round((z / 12.6 + 0.5) * floor.rows - 0.5);
  return light[((floor.y + row) * atlas.width + floor.x + column) * 4] ?? 0;
}

describe("the plan of a gallery", () => {
  it("makes glass walls panes with a frame and all others solid", () => {
    expect(plan.panes).toHaveLength(1);
    expect(plan.blocks.filter((block) => block.surface === "metal").length).toBeGreaterThan(4);
    expect(plan.blocks.filter((block) => block.surface === "accent")).toHaveLength(1);
  });

  it("leaves the skylight open", () => {
    const above = plan.blocks.filter(
      ({ solid, surface }) =>
        surface === "ceiling" && Math.abs(solid.x) < solid.halfWidth && Math.abs(solid.z) < solid.halfDepth,
    );
    expect(above).toEqual([]);
  });
});

describe("the light atlas", () => {
  it("gives every face its own place inside the atlas", () => {
    const taken = new Set<number>();
    for (const patch of atlas.patches.flat()) {
      expect(patch.x + patch.columns).toBeLessThan(atlas.width);
      expect(patch.y + patch.rows).toBeLessThan(atlas.height);
      for (let row = 0; row < patch.rows; row++) {
        for (let column = 0; column < patch.columns; column++) {
          const texel = (patch.y + row) * atlas.width + patch.x + column;
          expect(taken.has(texel)).toBe(false);
          taken.add(texel);
        }
      }
    }
  });
});

describe("baked light", () => {
  it("is brightest under the skylight and dim in the far corner", async () => {
    const light = await bake(false);
    expect(floorLight(light, 0, 0)).toBeGreaterThan(floorLight(light, -4.6, 5.6) * 1.2);
  });

  it("is never missing where visitors can see the floor", async () => {
    const light = await bake(false);
    for (let x = -4.5; x <= 4.5; x += 0.5) {
      for (let z = -5.5; z <= 5.5; z += 0.5) expect(floorLight(light, x, z), `${x} ${z}`).toBeGreaterThan(0.05);
    }
  });

  it("lays a patch of sun on the floor, away from the sun's side", async () => {
    const [without, withSun] = [await bake(false), await bake(true)];
    const gain = (x: number) => floorLight(withSun, x, -1) - floorLight(without, x, -1);
    expect(gain(-1.6)).toBeGreaterThan(0.5);
    expect(gain(4)).toBeLessThan(0.05);
  });
});
