import {
  BackSide,
  BoxGeometry,
  Color,
  DirectionalLight,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  PMREMGenerator,
  Scene,
  Vector3,
  type WebGLRenderer,
} from "three";
import type { Bounds, View } from "./views.ts";

/** The studio's light. It turns with the camera, so that every side of a model is seen in the same light. */
export type StudioLight = {
  /** Lets the key light throw shadows within a box, or throws none. */
  castShadows(model: Object3D, bounds: Bounds | null): void;
  follow(view: View): void;
};

/** Neutral light without any colour of its own: a pale room, a large soft box above, a strip at each side, a gentle key. */
export function lightStudio(renderer: WebGLRenderer, scene: Scene): StudioLight {
  const lamps = buildLamps();
  const generator = new PMREMGenerator(renderer);
  // Half the usual size: the lamps are large, and without a graphics card filtering takes seconds.
  scene.environment = generator.fromScene(lamps, 0, 0.05, 100, { size: 128 }).texture;
  generator.dispose();
  const key = new DirectionalLight(0xffffff, 1.1);
  key.shadow.mapSize.setScalar(1024);
  key.shadow.radius = 6;
  key.shadow.blurSamples = 16;
  scene.add(key, key.target);
  const centre = new Vector3();
  let radius = 1;
  return {
    castShadows(model, bounds) {
      key.castShadow = bounds !== null;
      if (!bounds) return;
      const min = new Vector3(...bounds.min);
      const max = new Vector3(...bounds.max);
      centre.copy(min).add(max).multiplyScalar(0.5);
      radius = Math.max(max.distanceTo(min) / 2, 1e-6);
      model.traverse((object) => {
        object.castShadow = true;
        object.receiveShadow = true;
      });
      const { camera } = key.shadow;
      camera.left = camera.bottom = -radius * 1.1;
      camera.right = camera.top = radius * 1.1;
      camera.near = radius;
      camera.far = radius * 5;
      camera.updateProjectionMatrix();
      key.shadow.normalBias = radius * 0.006;
      key.shadow.bias = -0.0004;
    },
    follow(view) {
      const turn = ((view.turn - 38) * Math.PI) / 180;
      scene.environmentRotation.y = (view.turn * Math.PI) / 180;
      key.target.position.copy(centre);
      key.position.set(Math.sin(turn) * 0.62, 0.95, Math.cos(turn) * 0.62).normalize();
      key.position.multiplyScalar(radius * 3).add(centre);
      key.target.updateMatrixWorld(true);
    },
  };
}

function buildLamps(): Scene {
  const scene = new Scene();
  const add = (level: number, size: [number, number, number], at: [number, number, number]) => {
    const mesh = new Mesh(new BoxGeometry(...size), new MeshBasicMaterial({ color: new Color(level, level, level) }));
    mesh.position.set(...at);
    scene.add(mesh);
  };
  const walls = new MeshBasicMaterial({ color: new Color(0.72, 0.72, 0.72), side: BackSide });
  scene.add(new Mesh(new BoxGeometry(12, 8, 12), walls));
  add(5, [6, 0.1, 4.4], [0, 3.6, 0.8]);
  add(4, [0.1, 3.2, 2.4], [-5.4, 0.8, 1.8]);
  add(2.4, [0.1, 3.4, 1.4], [5.4, 0.8, -0.6]);
  add(1.5, [3, 2, 0.1], [0.5, 1.6, 5.6]);
  return scene;
}
