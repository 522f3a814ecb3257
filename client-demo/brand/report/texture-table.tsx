import type { TextureFacts } from "../../../rooms/protocol/goods.ts";
import { count, fileSize } from "../../kit/wording.ts";

const SLOT_WORDS: Readonly<Record<string, string>> = {
  baseColor: "base colour",
  normal: "normal",
  metallicRoughness: "metal and roughness",
  occlusion: "occlusion",
  emissive: "emissive",
};

/** Every texture as it came, with the memory that it takes on a graphics card; the heaviest first. */
export function TextureTable({ textures }: { readonly textures: readonly TextureFacts[] }) {
  const heaviest = textures.toSorted((one, other) => other.gpuBytes - one.gpuBytes);
  const memory = textures.reduce((sum, { gpuBytes }) => sum + gpuBytes, 0);
  if (textures.length === 0) return <p class="soft">The model has no textures.</p>;
  return (
    <>
      <p>
        {count(textures.length, "texture", "textures")}, which take {fileSize(memory)} of graphics memory as they came.
      </p>
      <table class="data-table">
        <caption class="visually-hidden">Textures as they came</caption>
        <thead>
          <tr>
            <th scope="col">Texture</th>
            <th scope="col">Pixels</th>
            <th scope="col">In the file</th>
            <th scope="col">Graphics memory</th>
          </tr>
        </thead>
        <tbody>
          {heaviest.map((texture, index) => (
            <tr key={`${texture.name} ${index}`}>
              <th scope="row">
                {texture.name || "Without a name"}
                <span class="soft small sku">{slotsInWords(texture)}</span>
              </th>
              <td data-label="Pixels">
                {texture.width} × {texture.height}
              </td>
              <td data-label="In the file">{fileSize(texture.bytes)}</td>
              <td data-label="Graphics memory">{fileSize(texture.gpuBytes)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function slotsInWords({ slots, mediaType }: TextureFacts): string {
  const uses = slots.map((slot) => SLOT_WORDS[slot.replace(/Texture$/, "")] ?? slot);
  return [uses.join(", ") || "not used", mediaType.replace("image/", "").toUpperCase()].join(" · ");
}
