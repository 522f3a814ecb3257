/** A file as it was dropped: its path below what was dropped, with slashes. */
export type DroppedFile<Content = Blob> = { readonly path: string; readonly content: Content };

/** What is sent: one file as it is, or several packed together. `problem` is a sentence for the person who dropped it. */
export type Bundle<Content = Blob> =
  | { readonly kind: "file"; readonly name: string; readonly content: Content }
  | { readonly kind: "pack"; readonly name: string; readonly files: readonly DroppedFile<Content>[] }
  | { readonly kind: "problem"; readonly problem: string };

/** What systems leave in folders and no model needs. */
const JUNK = /(^|\/)(\.[^/]+|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;
const MOST_FILES = 1_000;

/** How to get a glTF out of programs whose own files are dropped. */
const EXPORTS: Readonly<Record<string, string>> = {
  blend: "In Blender, choose File › Export › glTF 2.0 and the format glTF Binary (.glb).",
  max: "In 3ds Max, choose File › Export and the type glTF.",
  fbx: "Open it in Blender and export it as glTF Binary (.glb).",
  obj: "Open it in Blender and export it as glTF Binary (.glb).",
  stl: "Open it in Blender, give it a material and export it as glTF Binary (.glb).",
  dae: "Open it in Blender and export it as glTF Binary (.glb).",
  "3ds": "Open it in Blender and export it as glTF Binary (.glb).",
  step: "Export it from the CAD program as glTF, or convert it there to a mesh first.",
  stp: "Export it from the CAD program as glTF, or convert it there to a mesh first.",
  usdz: "Export the original as glTF Binary (.glb); Vitrine makes the USDZ itself.",
  rar: "Unpack it and drop the folder.",
  "7z": "Unpack it and drop the folder.",
};

/** Decides what of the dropped files is the model. */
export function chooseBundle<Content>(dropped: readonly DroppedFile<Content>[]): Bundle<Content> {
  const files = dropped.filter(({ path }) => !JUNK.test(path));
  const ending = (wanted: string) => files.filter(({ path }) => extensionOf(path) === wanted);
  const whole = [...ending("glb"), ...ending("zip")];
  const scenes = ending("gltf");
  const [only] = whole;
  const [scene] = scenes;
  if (whole.length + scenes.length > 1) {
    const names = [...whole, ...scenes].slice(0, 3).map(({ path }) => fileNameOf(path));
    return problem(`There are several models here: ${names.join(", ")}. Drop one at a time.`);
  }
  if (only) return { kind: "file", name: fileNameOf(only.path), content: only.content };
  if (!scene) return problem(explainMissing(files));
  if (files.length > MOST_FILES) return problem(`There are ${files.length} files here. Drop the model's own folder.`);
  return { kind: "pack", name: `${fileNameOf(scene.path).slice(0, -5)}.zip`, files: belowCommonFolder(files) };
}

function explainMissing(files: readonly DroppedFile<unknown>[]): string {
  if (files.length === 0) return "There is no file in what was dropped.";
  for (const { path } of files) {
    const advice = EXPORTS[extensionOf(path)];
    if (advice) return `${fileNameOf(path)} cannot be read here. ${advice}`;
  }
  return "There is no model here. Drop a .glb, a .zip, or a folder with a .gltf and its files.";
}

/** Without the folders that all of them are in, so that the same model packs to the same bytes wherever it lies. */
function belowCommonFolder<Content>(files: readonly DroppedFile<Content>[]): readonly DroppedFile<Content>[] {
  const folders = files.map(({ path }) => path.split("/").slice(0, -1));
  const [first = []] = folders;
  const differs = first.findIndex((name, depth) => folders.some((other) => other[depth] !== name));
  const shared = differs < 0 ? Math.min(...folders.map((each) => each.length)) : differs;
  return files
    .map(({ path, content }) => ({ path: path.split("/").slice(shared).join("/"), content }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function problem(text: string) {
  return { kind: "problem", problem: text } as const;
}

function fileNameOf(path: string): string {
  return path.split("/").at(-1) ?? path;
}

function extensionOf(path: string): string {
  return /\.([a-z0-9]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
}
