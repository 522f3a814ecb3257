import type { Model } from "../../../rooms/protocol/catalog.ts";
import { fileSize } from "../../kit/wording.ts";
import { Download } from "./made-table.tsx";

type OtherFile = { readonly what: string; readonly size: string; readonly url: string; readonly name: string };

/** What else was made: levels of detail for the room, files for AR, pictures. */
export function OtherFiles({ model, name }: { readonly model: Model; readonly name: string }) {
  const files = listFiles(model, name);
  if (files.length === 0) return null;
  return (
    <ul class="other-files">
      {files.map((file) => (
        <li key={file.url}>
          <span>{file.what}</span>
          <span class="soft numbers">{file.size}</span>
          <Download url={file.url} name={file.name} label={`Download: ${file.what}`} />
        </li>
      ))}
    </ul>
  );
}

function listFiles({ outputs }: Model, name: string): readonly OtherFile[] {
  if (!outputs) return [];
  const levels = outputs.levels.map(({ url, bytes, triangles }, index) => ({
    what: `Level of detail ${index + 1}, ${triangles.toLocaleString()} triangles`,
    size: fileSize(bytes),
    url,
    name: `${name} level ${index + 1}.glb`,
  }));
  const usdz = outputs.usdz.map(({ url, bytes, materialVariant }) => ({
    what: `USDZ for AR on iPhone and iPad${of(materialVariant)}`,
    size: fileSize(bytes),
    url,
    name: `${name}${dash(materialVariant)}.usdz`,
  }));
  const posters = outputs.pictures.map(({ poster, materialVariant }) => ({
    what: `Poster${of(materialVariant)}`,
    size: "",
    url: poster,
    name: `${name}${dash(materialVariant)}.webp`,
  }));
  return [...usdz, ...levels, ...posters];
}

function of(materialVariant: string | null): string {
  return materialVariant === null ? "" : `, ${materialVariant}`;
}

function dash(materialVariant: string | null): string {
  return materialVariant === null ? "" : ` ${materialVariant}`;
}
