import { type Box3, PerspectiveCamera, type Scene, Vector3, type WebGLRenderer } from "three";
import { createContactShadows } from "../../scene/light/contact-shadows.ts";
import { createStudio } from "../../scene/light/studio.ts";
import { aimAround, placeKeyLight } from "../../scene/view/aim-around.ts";

/** A part of a canvas in CSS pixels, counted from the lower left. */
export type Part = readonly [left: number, bottom: number, width: number, height: number];

/** Neutral light in which one model after the other is drawn, each filling its part whatever its unit is. */
export type Turntable = {
  readonly scene: Scene;
  /** Draws what is visible in the scene; `bounds` is null when nothing is. */
  draw(part: Part, bounds: Box3 | null, azimuth: number, elevation: number): void;
  dispose(): void;
};

const FIELD_OF_VIEW = 30;
const ROOM_AROUND = 1.02;
const size = new Vector3();
const centre = new Vector3();

export function createTurntable(renderer: WebGLRenderer, isPlain: boolean): Turntable {
  const studio = createStudio(renderer, isPlain);
  // Each part would need a shadow map of its own; the contact shadow grounds the model as well.
  studio.key.castShadow = false;
  const camera = new PerspectiveCamera(FIELD_OF_VIEW, 1, 0.01, 200);
  const shadow = createContactShadows(1);
  studio.scene.add(shadow.mesh);

  return {
    scene: studio.scene,
    draw(part, bounds, azimuth, elevation) {
      renderer.setViewport(...part);
      renderer.setScissor(...part);
      camera.aspect = part[2] / part[3];
      shadow.begin();
      if (bounds) {
        aimAround(camera, bounds, ROOM_AROUND, azimuth, elevation);
        placeKeyLight(studio.key, bounds);
        bounds.getSize(size);
        bounds.getCenter(centre);
        shadow.add(centre.x, bounds.min.y - size.y * 0.01, centre.z, 0, size.x * 0.46, size.z * 0.46, 0.3);
      }
      shadow.end();
      renderer.render(studio.scene, camera);
    },
    dispose() {
      shadow.dispose();
      studio.dispose();
    },
  };
}
