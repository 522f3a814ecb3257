import {
  BackSide,
  BoxGeometry,
  Color,
  DirectionalLight,
  Mesh,
  MeshBasicMaterial,
  Scene,
  Vector3,
  type WebGLRenderer,
} from "three";
import { captureEnvironment } from "./environment-map.ts";

/** Neutral light for one product: a pale room with a large soft box above, a strip at each side, and a gentle key. */
export function createStudio(
  renderer: WebGLRenderer,
  isPlain: boolean,
): { readonly scene: Scene; readonly key: DirectionalLight; dispose(): void } {
  const scene = new Scene();
  const environment = captureEnvironment(renderer, buildLights(), new Vector3(), isPlain);
  scene.environment = environment.texture;
  const key = new DirectionalLight(new Color(1, 0.97, 0.93), isPlain ? 0.7 : 1.5);
  key.castShadow = !isPlain;
  key.shadow.mapSize.setScalar(1024);
  key.shadow.normalBias = 0.01;
  key.shadow.radius = 5;
  scene.add(key, key.target);
  return {
    scene,
    key,
    dispose() {
      environment.dispose();
      key.dispose();
    },
  };
}

function buildLights(): Scene {
  const scene = new Scene();
  const add = (level: number, size: [number, number, number], at: [number, number, number]) => {
    const mesh = new Mesh(new BoxGeometry(...size), new MeshBasicMaterial({ color: new Color(level, level, level) }));
    mesh.position.set(...at);
    scene.add(mesh);
  };
  const shell = new Mesh(
    new BoxGeometry(12, 8, 12),
    new MeshBasicMaterial({ color: new Color(0.74, 0.73, 0.71), side: BackSide }),
  );
  scene.add(shell);
  add(5.2, [6, 0.1, 4.4], [0, 3.6, 0.6]);
  add(4, [0.1, 3.2, 2.2], [-5.4, 0.8, 1.6]);
  add(2.6, [0.1, 3.4, 1.4], [5.4, 0.8, -0.8]);
  add(0.16, [1, 4, 0.1], [3.2, 0, -5.6]);
  return scene;
}
