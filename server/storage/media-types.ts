/** Media types of what is kept, by the extension of its name. */
export const MEDIA_TYPES = {
  glb: "model/gltf-binary",
  gltf: "model/gltf+json",
  usdz: "model/vnd.usdz+zip",
  webp: "image/webp",
  zip: "application/zip",
  json: "application/json",
  bin: "application/octet-stream",
} as const;

export type Extension = keyof typeof MEDIA_TYPES;

/** The name that a content has in the storage. @param hash SHA-256 in hex */
export function nameFile(hash: string, extension: Extension): string {
  return `${hash}.${extension}`;
}

/** The extension for a media type; `bin` for one that is not listed. */
export function extensionOf(mediaType: string): Extension {
  const found = Object.entries(MEDIA_TYPES).find(([, type]) => type === mediaType);
  return (found?.[0] ?? "bin") as Extension;
}
