import type { PerspectiveCamera, Scene, WebGLRenderer } from "three";
import type { Prepare } from "./model-display.ts";

/** So little that nothing is seen, but drawn with the shaders of fading. */
const NEXT_TO_NOTHING = 0.001;

/**
 * Has pictures uploaded one at a time with a breath between, and shaders compiled beside the frames where the browser
 * can do that: those of a model that fades in and those of one that stands.
 */
export function createPrepare(renderer: WebGLRenderer, scene: Scene, camera: PerspectiveCamera): Prepare {
  return async (shown, { textures }) => {
    for (const texture of textures) {
      renderer.initTexture(texture);
      await new Promise((resolve) => setTimeout(resolve));
    }
    await renderer.compileAsync(shown.object, camera, scene);
    shown.setCoverage(0, NEXT_TO_NOTHING);
    await renderer.compileAsync(shown.object, camera, scene);
  };
}
