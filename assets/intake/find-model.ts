import { type Refusal, refuse } from "./refusal.ts";

/** What operating systems put into folders and zips without being asked. */
const isClutter = (name: string): boolean =>
  name
    .split("/")
    .some((part) => part === "__MACOSX" || part.startsWith(".") || /^(thumbs\.db|desktop\.ini)$/i.test(part));

/** Files of studios, scanners and other systems that people send in place of a glTF. */
const OTHER_MODEL =
  /\.(usd[acz]?|blend|fbx|obj|max|c4d|ma|mb|3ds|dae|stl|ply|ste?p|ige?s|3dm|skp|3mf|sldprt|sldasm|x_t)$/i;

const EXPORT = "Export from the studio as glTF 2.0: glTF Binary (.glb), or .gltf with its files as a zip.";

function sayWhatIsThere(names: readonly string[]): string {
  const other = names.find((name) => OTHER_MODEL.test(name));
  if (other) return `There is ${other.split("/").at(-1)}, but no .glb or .gltf.`;
  return names.length === 0 ? "There is nothing in it." : "There is no .glb or .gltf among the files.";
}

/**
 * Finds the one .glb or .gltf among the names of an upload, at any depth. Refuses NO_MODEL and SEVERAL_MODELS, both with
 * what was found.
 */
export function findModel(all: readonly string[]): { readonly ok: true; readonly name: string } | Refusal {
  const names = all.filter((name) => !isClutter(name));
  const [name, ...more] = names.filter((each) => /\.(glb|gltf)$/i.test(each));
  if (name === undefined) return refuse("NO_MODEL", sayWhatIsThere(names), { fix: EXPORT });
  if (more.length === 0) return { ok: true, name };
  const listed = [name, ...more].slice(0, 5).join(", ");
  return refuse("SEVERAL_MODELS", `There are ${more.length + 1} models in it: ${listed}. Send one at a time.`);
}
