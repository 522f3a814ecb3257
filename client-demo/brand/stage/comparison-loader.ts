import type { WebGLRenderer } from "three";
import { MeshoptDecoder } from "three/addons/libs/meshopt_decoder.module.js";
import { DRACOLoader } from "three/addons/loaders/DRACOLoader.js";
import { GLTFLoader } from "three/addons/loaders/GLTFLoader.js";
import { KTX2Loader } from "three/addons/loaders/KTX2Loader.js";
import { fetchFile } from "../../scene/models/fetch-file.ts";
import { type ModelTemplate, readModel } from "../../scene/models/read-model.ts";

/** Fetches models of every compression that studios send; rooms need fewer, because they show what was made here. */
export type ComparisonLoader = {
  /** @throws when the file cannot be had or read */
  load(url: string, signal: AbortSignal, onBytes: (loadedBytes: number) => void): Promise<ModelTemplate>;
  dispose(): void;
};

export function createComparisonLoader(renderer: WebGLRenderer): ComparisonLoader {
  const draco = new DRACOLoader();
  const ktx2 = new KTX2Loader().detectSupport(renderer);
  const loader = new GLTFLoader().setMeshoptDecoder(MeshoptDecoder).setDRACOLoader(draco).setKTX2Loader(ktx2);
  return {
    async load(url, signal, onBytes) {
      return readModel(loader, await fetchFile(url, signal, onBytes));
    },
    dispose() {
      draco.dispose();
      ktx2.dispose();
    },
  };
}
