import type { AnimationChannel, Document, Node } from "@gltf-transform/core";
import type { Step } from "../workpiece/step.ts";
import { surveyDocument } from "../workpiece/survey.ts";

type CentreOptions = {
  /** An origin this near to the middle of the footprint was put there on purpose, as a share of the footprint's side. */
  readonly middle: number;
  /** A gap between floor and model up to this share of its height is left. */
  readonly gap: number;
};

const CENTRE_DEFAULTS: CentreOptions = { middle: 0.1, gap: 0.002 };

type Vector3 = readonly [number, number, number];

/** Where the model has to go, or null where it stands well. What hangs from its origin, such as a lamp, stays hanging. */
function findShift(document: Document, { middle, gap }: CentreOptions): Vector3 | null {
  const { boundsMin, boundsMax } = surveyDocument(document, 0);
  const [minX = 0, minY = 0, minZ = 0] = boundsMin;
  const [maxX = 0, maxY = 0, maxZ = 0] = boundsMax;
  const height = maxY - minY;
  const isOff = (min: number, max: number) => Math.abs(min + max) / 2 > (max - min) * middle;
  const x = isOff(minX, maxX) ? -(minX + maxX) / 2 : 0;
  const z = isOff(minZ, maxZ) ? -(minZ + maxZ) / 2 : 0;
  const hangs = Math.abs(maxY) <= height * 0.02 && x === 0 && z === 0;
  const y = hangs || Math.abs(minY) <= height * gap ? 0 : -minY;
  return x === 0 && y === 0 && z === 0 ? null : [x, y, z];
}

const shiftPoint = (point: readonly number[], shift: Vector3): Vector3 => [
  (point[0] ?? 0) + shift[0],
  (point[1] ?? 0) + shift[1],
  (point[2] ?? 0) + shift[2],
];

/** Keys of a cubic spline are an in-tangent, a value and an out-tangent: only the value is a place. */
function shiftChannel(channel: AnimationChannel, shift: Vector3): void {
  const sampler = channel.getSampler();
  const output = sampler?.getOutput()?.clone();
  if (!sampler || !output) return;
  const isSpline = sampler.getInterpolation() === "CUBICSPLINE";
  for (let key = isSpline ? 1 : 0; key < output.getCount(); key += isSpline ? 3 : 1) {
    output.setElement(key, [...shiftPoint(output.getElement(key, []), shift)]);
  }
  channel.setSampler(sampler.clone().setOutput(output));
}

function shiftNode(document: Document, node: Node, shift: Vector3): void {
  node.setTranslation([...shiftPoint(node.getTranslation(), shift)]);
  for (const animation of document.getRoot().listAnimations()) {
    for (const channel of animation.listChannels()) {
      if (channel.getTargetNode() !== node || channel.getTargetPath() !== "translation") continue;
      shiftChannel(channel, shift);
      const sampler = channel.getSampler();
      if (sampler) animation.addSampler(sampler);
    }
  }
}

/** Puts the model on the floor, y = 0, with its origin under its middle: where a showroom puts it, it then stands. */
export function centreOnFloor(options: Partial<CentreOptions> = {}): Step {
  const settings = { ...CENTRE_DEFAULTS, ...options };
  return {
    name: "centre",
    movesModel: true,
    judge: () => null,
    run: async (document) => {
      const shift = findShift(document, settings);
      const root = document.getRoot();
      const scene = root.getDefaultScene() ?? root.listScenes()[0];
      if (!shift || !scene) return null;
      for (const node of scene.listChildren()) shiftNode(document, node, shift);
      return `Moved by ${shift.map((metres) => Number(metres.toPrecision(3))).join(", ")} m.`;
    },
  };
}
