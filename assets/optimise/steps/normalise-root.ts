import type { Document, Node, Scene } from "@gltf-transform/core";
import type { Step } from "../workpiece/step.ts";

type NormaliseRootOptions = {
  /** What the one root is called where the scene has no name. */
  readonly name: string;
};

const NORMALISE_ROOT_DEFAULTS: NormaliseRootOptions = { name: "model" };

const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];

const isPlain = (document: Document, node: Node): boolean =>
  node.getMatrix().every((value, index) => Math.abs(value - (IDENTITY[index] ?? 0)) < 1e-9) &&
  !node.getMesh() &&
  !document
    .getRoot()
    .listAnimations()
    .some((animation) => animation.listChannels().some((channel) => channel.getTargetNode() === node));

function wrapScene(document: Document, scene: Scene, name: string): void {
  const root = document.createNode(name);
  for (const node of scene.listChildren()) root.addChild(node);
  scene.addChild(root);
}

/** Hangs everything under one root node that is neither moved, turned nor scaled, so that it can be placed by it. */
export function normaliseRoot(options: Partial<NormaliseRootOptions> = {}): Step {
  const { name } = { ...NORMALISE_ROOT_DEFAULTS, ...options };
  return {
    name: "normalise-root",
    judge: () => null,
    run: async (document) => {
      const root = document.getRoot();
      const scene = root.getDefaultScene() ?? root.listScenes()[0];
      const [only, ...others] = scene?.listChildren() ?? [];
      if (!scene || !only || (others.length === 0 && isPlain(document, only))) return null;
      wrapScene(document, scene, scene.getName() || name);
      return "Gave the model one plain root.";
    },
  };
}
