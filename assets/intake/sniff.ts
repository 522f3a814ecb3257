/** What a file is by its first bytes, for people, and what to do instead where it is no model that can be shown. */
export type FileKind = { readonly name: string; readonly advice: string };

const STUDIO = "Open it in the studio and export as glTF 2.0: glTF Binary (.glb), or .gltf with its files as a zip.";
const EXPORT_MODEL = "Send the model itself: glTF Binary (.glb), or .gltf with its files as a zip.";

/** Each byte of a stretch as one character. */
const textOf = (bytes: Uint8Array, start: number, end: number): string =>
  Buffer.from(bytes.subarray(start, end)).toString("latin1");

const beginsWith = (bytes: Uint8Array, hex: string): boolean =>
  Buffer.from(bytes.subarray(0, hex.length / 2)).toString("hex") === hex;

/** The media type of a picture that glTF or one of its extensions can carry, by its first bytes. */
export function sniffMediaType(bytes: Uint8Array): string | undefined {
  if (beginsWith(bytes, "89504e470d0a1a0a")) return "image/png";
  if (beginsWith(bytes, "ffd8ff")) return "image/jpeg";
  if (beginsWith(bytes, "ab4b5458203230bb0d0a1a0a")) return "image/ktx2";
  if (textOf(bytes, 0, 4) === "RIFF" && textOf(bytes, 8, 12) === "WEBP") return "image/webp";
  if (textOf(bytes, 4, 12) === "ftypavif") return "image/avif";
  return undefined;
}

/** Whether bytes begin as a zip does; a USDZ does as well. */
export const isZip = (bytes: Uint8Array): boolean => beginsWith(bytes, "504b0304") || beginsWith(bytes, "504b0506");

/** Whether bytes begin as a JSON object does. */
export const isJsonObject = (bytes: Uint8Array): boolean => /^(ï»¿)?\s*\{/.test(textOf(bytes, 0, 1_024));

/** Formats that are known by bytes which are no text, in hex. */
const BINARY: readonly (readonly [string, string, string])[] = [
  ["28b52ffd", "a compressed file, perhaps of Blender (.blend)", STUDIO],
  ["1f8b", "a compressed file, perhaps of Blender (.blend)", STUDIO],
  ["d0cf11e0", "a 3ds Max scene (.max)", "In 3ds Max: File › Export › glTF, as .glb."],
  ["377abcaf", "an archive that is not a zip", "Pack the folder as .zip."],
  ["49492a00", "a picture", EXPORT_MODEL],
  ["4d4d002a", "a picture", EXPORT_MODEL],
];

/** Formats that begin with something readable. */
const READABLE: readonly (readonly [RegExp, string, string])[] = [
  [/^(GIF8|BM|8BPS)/, "a picture", EXPORT_MODEL],
  [/^BLENDER/, "a Blender file (.blend)", "In Blender: File › Export › glTF 2.0 (.glb)."],
  [/^(Kaydara FBX Binary|; FBX)/, "an FBX file", STUDIO],
  [/^(PXR-USDC|#usda)/, "a USD file", STUDIO],
  [/^ply\r?\n/, "a PLY scan", STUDIO],
  [/^solid /, "an STL file", STUDIO],
  [
    /^ISO-10303-21/,
    "a STEP file from CAD",
    "Turn it into triangles in the CAD program or in Blender and export as GLB.",
  ],
  [/^AC10\d\d/, "an AutoCAD drawing (.dwg)", STUDIO],
  [/^3D Geometry File Format/, "a Rhino file (.3dm)", STUDIO],
  [/^Rar!/, "an archive that is not a zip", "Pack the folder as .zip."],
  [/^%PDF/, "a PDF", EXPORT_MODEL],
  [/^\s*<\?xml[\s\S]*<COLLADA/, "a COLLADA file (.dae)", STUDIO],
  [/^\s*<(!doctype|html)/i, "a web page", EXPORT_MODEL],
  [/^(#[^\n]*\n|mtllib[^\n]*\n|[og] [^\n]*\n|\s)*v\s+-?[\d.]/, "an OBJ file", STUDIO],
];

/** Says what a file is that is neither a GLB nor JSON nor a zip. */
export function sniffKind(bytes: Uint8Array): FileKind {
  if (sniffMediaType(bytes)) return { name: "a picture", advice: EXPORT_MODEL };
  const head = textOf(bytes, 0, 4_096);
  const known =
    BINARY.find(([hex]) => beginsWith(bytes, hex)) ?? READABLE.find(([pattern]) => pattern.test(head)) ?? undefined;
  return known ? { name: known[1], advice: known[2] } : { name: "no kind of model that is known here", advice: STUDIO };
}
