import { type Light, LoadingManager, type Object3D, type WebGLRenderer } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { DRACOLoader } from "three/addons/loaders/DRACOLoader.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { KTX2Loader } from "three/addons/loaders/KTX2Loader.js";

/**
 * Reads GLBs with every codec that the showroom reads. Lamps in the model are taken out: the studio has its own.
 * Rejects when a texture of the model cannot be had: a picture without it would be a wrong one.
 */
export function createModelLoader(renderer: WebGLRenderer): (glb: ArrayBuffer) => Promise<Object3D> {
  const manager = new LoadingManager();
  let missing: string[] = [];
  manager.onError = (url) => missing.push(url.startsWith("data:") || url.startsWith("blob:") ? "an image" : url);
  const loader = new GLTFLoader(manager)
    .setMeshoptDecoder(MeshoptDecoder)
    .setDRACOLoader(new DRACOLoader().setDecoderPath("/addons/libs/draco/gltf/"))
    .setKTX2Loader(new KTX2Loader().setTranscoderPath("/addons/libs/basis/").detectSupport(renderer));
  return async (glb) => {
    missing = [];
    const { scene } = await loader.parseAsync(glb, "");
    if (missing.length > 0) throw new Error(`The model refers to what cannot be had: ${missing[0]?.slice(0, 200)}`);
    const lamps: Object3D[] = [];
    scene.traverse((object) => {
      if ((object as Light).isLight) lamps.push(object);
    });
    for (const lamp of lamps) lamp.removeFromParent();
    return scene;
  };
}
