import { Box3, Group, PerspectiveCamera, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { createExhibitSight } from "../../../../client-demo/scene/exhibits/exhibit-sight.ts";

/** A cube of a metre, some metres ahead of a camera of 60° that is as high as the cube's middle. */
function see(metresAhead: number, pixelHeight = 1_080, scale = 1) {
  const camera = new PerspectiveCamera(60, 1.5, 0.1, 100);
  camera.position.set(0, 0.5 * scale, 0);
  camera.updateMatrixWorld();
  const root = new Group();
  root.position.set(0, 0, -metresAhead);
  root.scale.setScalar(scale);
  const sight = createExhibitSight();
  sight.aim(camera, pixelHeight);
  return sight.see(root, new Box3(new Vector3(-0.5, 0, -0.5), new Vector3(0.5, 1, 0.5)), false);
}

describe("how an exhibit is seen", () => {
  it("is as the share of the view's height that its front covers", () => {
    // The front is half a metre nearer; at 60° a view at distance d is 2 d tan 30° high.
    expect(see(5).share).toBeCloseTo(1 / (2 * 4.5 * Math.tan(Math.PI / 6)), 5);
    expect(see(5).distance).toBeCloseTo(5, 5);
  });

  it("grows with its scale and with the pixels of the picture", () => {
    expect(see(5, 1_080, 2).share).toBeCloseTo(2 / (2 * 4 * Math.tan(Math.PI / 6)), 5);
    expect(see(5, 540).share).toBeCloseTo(see(5).share / 2, 5);
  });

  it("stays a number right in front of the eyes", () => {
    expect(see(0).share).toBeGreaterThan(1);
    expect(Number.isFinite(see(0).share)).toBe(true);
  });

  it("knows what is behind the camera", () => {
    expect(see(5).isInSight).toBe(true);
    expect(see(-5).isInSight).toBe(false);
  });
});
