import { PerspectiveCamera, Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { solid } from "../../../../client-demo/scene/building/solids.ts";
import { clearDistance, createCameraRig } from "../../../../client-demo/scene/view/camera-rig.ts";

const wallBehind = solid([0, 2, 2], [10, 4, 0.2]);
const settle = (rig: ReturnType<typeof createCameraRig>, zoom: number) => {
  for (let frame = 0; frame < 200; frame++) rig.update({ x: 0, z: 0, heading: 0, pitch: 0 }, zoom, 0.05);
};

describe("the camera", () => {
  it("stays on the visitor's side of a wall behind them", () => {
    const camera = new PerspectiveCamera();
    settle(createCameraRig(camera, [wallBehind]), 1);
    expect(camera.position.z).toBeLessThan(1.9 - 0.1);
    expect(camera.position.z).toBeGreaterThan(1);
  });

  it("comes forward at once when a wall gets in the way", () => {
    const camera = new PerspectiveCamera();
    const rig = createCameraRig(camera, [solid([0, 2, 12], [10, 4, 0.2])]);
    settle(rig, 1);
    const free = rig.distance;
    rig.update({ x: 0, z: 10.4, heading: 0, pitch: 0 }, 1, 0.001);
    expect(free).toBeGreaterThan(3);
    expect(camera.position.z).toBeLessThan(11.9);
  });

  it("is where the eyes are in first person", () => {
    const camera = new PerspectiveCamera();
    settle(createCameraRig(camera, []), 0);
    expect(Math.hypot(camera.position.x, camera.position.z)).toBeLessThan(0.01);
    expect(camera.position.y).toBeCloseTo(1.61, 1);
  });

  it("looks along the visitor's heading", () => {
    const camera = new PerspectiveCamera();
    const rig = createCameraRig(camera, []);
    rig.update({ x: 1, z: 1, heading: Math.PI / 2, pitch: 0 }, 1, 0.1);
    const ahead = camera.getWorldDirection(camera.position.clone());
    expect(ahead.x).toBeCloseTo(-1);
    expect(camera.position.x).toBeGreaterThan(1);
  });

  it("never goes farther than asked and never through a turned box", () => {
    const turned = solid([0, 1, 3], [4, 2, 0.5], 0.7);
    const back = { x: 0, y: 0, z: 1 };
    expect(clearDistance([turned], { x: 0, y: 1, z: 0 }, back, 1)).toBe(1);
    const distance = clearDistance([turned], { x: 0, y: 1, z: 0 }, back, 9);
    expect(distance).toBeLessThan(3 - 0.25);
    expect(distance).toBeGreaterThan(1.5);
  });

  const project = (camera: PerspectiveCamera, x: number, y: number, z: number) => {
    camera.updateMatrixWorld();
    camera.updateProjectionMatrix();
    return new Vector3(x, y, z).project(camera);
  };

  it("keeps the avatar in the left part of the picture and free of what it looks at", () => {
    const camera = new PerspectiveCamera(52, 16 / 9);
    const rig = createCameraRig(camera, []);
    const focus = { x: 0, y: 0.6, z: -1.9 };
    for (let frame = 0; frame < 200; frame++) rig.update({ x: 0, z: 0, heading: 0, pitch: -0.06 }, 0.85, 0.05, focus);
    const avatar = project(camera, 0, 1, 0);
    const exhibit = project(camera, focus.x, focus.y, focus.z);
    expect(avatar.x).toBeLessThan(-0.18);
    expect(avatar.x).toBeGreaterThan(-0.6);
    expect(Math.abs(exhibit.x)).toBeLessThan(0.1);
    expect(Math.abs(exhibit.y)).toBeLessThan(0.35);
    expect(exhibit.x - avatar.x).toBeGreaterThan(0.17);
  });

  it("keeps the avatar in a picture that is higher than wide", () => {
    const camera = new PerspectiveCamera(62, 390 / 844);
    settle(createCameraRig(camera, []), 0.85);
    const avatar = project(camera, 0, 1, 0);
    expect(avatar.x).toBeLessThan(-0.1);
    expect(avatar.x).toBeGreaterThan(-0.85);
  });

  it("looks over the shoulder from above with a wall close behind", () => {
    const camera = new PerspectiveCamera(52, 16 / 9);
    settle(createCameraRig(camera, [solid([0, 2, 1.5], [10, 4, 0.2])]), 0.85);
    const near = camera.position.y;
    settle(createCameraRig(camera, []), 0.85);
    expect(near).toBeGreaterThan(camera.position.y);
    expect(project(camera, 0, 1.7, 0).y).toBeLessThan(0.2);
  });

  it("goes back to the eyes when there is no room for a body before it", () => {
    const camera = new PerspectiveCamera(52, 16 / 9);
    settle(createCameraRig(camera, [solid([0, 2, 0.55], [10, 4, 0.2])]), 0.85);
    expect(Math.hypot(camera.position.x, camera.position.z)).toBeLessThan(0.4);
    expect(camera.position.y).toBeCloseTo(1.61, 1);
  });
});
