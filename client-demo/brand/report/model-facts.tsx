import type { Model } from "../../../rooms/protocol/catalog.ts";
import { fileSize } from "../../kit/wording.ts";
import { type Extent, sizeInWords } from "./real-size.ts";

/** What was measured on the model. */
export function ModelFacts({ model }: { readonly model: Model }) {
  const { measures } = model;
  const [width, height, depth] = measures.boundsMax.map((max, axis) => max - (measures.boundsMin[axis] ?? 0));
  const extent: Extent = [width ?? 0, height ?? 0, depth ?? 0];
  const facts: readonly (readonly [string, string])[] = [
    ["File", fileSize(measures.bytes)],
    ["Width × height × depth", sizeInWords(extent)],
    ["Triangles", measures.triangles.toLocaleString()],
    ["Draw calls", measures.drawCalls.toLocaleString()],
    ["Materials", measures.materials.toLocaleString()],
    ["Textures", texturesInWords(measures.textures, measures.maxTexturePixels)],
    ["Variants in the model", measures.materialVariants.join(", ") || "None"],
    ["Animations", measures.animations.join(", ") || "None"],
    ["Uploaded", new Date(model.uploadedAt).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" })],
  ];
  return (
    <div class="panel">
      <h3>Measured</h3>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd class="numbers">{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function texturesInWords(textures: number, maxPixels: number): string {
  return textures === 0 ? "None" : `${textures}, the largest ${maxPixels} pixels wide`;
}
