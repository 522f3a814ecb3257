import { type GltfJson, isRecord, listOf } from "./gltf-json.ts";

/** How the lists of a document are called by people. */
const KINDS: Readonly<Record<string, string>> = {
  animations: "animation",
  cameras: "camera",
  images: "picture",
  materials: "material",
  meshes: "mesh",
  nodes: "object",
  scenes: "scene",
  skins: "skin",
};

function nameOf({ name, uri }: GltfJson): string | undefined {
  if (typeof name === "string" && name !== "") return name;
  return typeof uri === "string" && !uri.startsWith("data:") ? uri.split("/").at(-1) : undefined;
}

/** Everything that a mesh refers to by accessor: its attributes, its indices and its shapes. */
function accessorsOf(mesh: GltfJson): unknown[] {
  const primitives = Array.isArray(mesh.primitives) ? mesh.primitives.filter(isRecord) : [];
  return primitives.flatMap(({ attributes, indices, targets }) => [
    ...Object.values(isRecord(attributes) ? attributes : {}),
    indices,
    ...(Array.isArray(targets) ? targets.filter(isRecord).flatMap((target) => Object.values(target)) : []),
  ]);
}

/** Makes a function that puts the studio's own name before a JSON pointer: mesh “Seat” (/meshes/0/primitives/1). */
export function createPlaceNamer(json: GltfJson): (pointer: string) => string {
  const meshOfAccessor = new Map<unknown, number>();
  for (const { index, item } of listOf(json, "meshes")) {
    for (const accessor of accessorsOf(item)) if (!meshOfAccessor.has(accessor)) meshOfAccessor.set(accessor, index);
  }
  const say = (list: string, index: number): string | undefined => {
    const item = listOf(json, list).find((each) => each.index === index)?.item;
    const name = item && nameOf(item);
    return name === undefined ? undefined : `${KINDS[list]} “${name.slice(0, 120)}”`;
  };
  return (pointer) => {
    const [, list = "", number = ""] = /^\/(\w+)\/(\d+)/.exec(pointer) ?? [];
    const mesh = list === "accessors" ? meshOfAccessor.get(Number(number)) : undefined;
    const said = mesh === undefined ? KINDS[list] && say(list, Number(number)) : say("meshes", mesh);
    return said ? `${said} (${pointer})` : pointer;
  };
}
