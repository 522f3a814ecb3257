/** A glTF document as JSON. Everything in it is untrusted: no field is known to have its proper type. */
export type GltfJson = Readonly<Record<string, unknown>>;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a top-level list with the index that the document gives each; what is no object is passed over. */
export function listOf(document: GltfJson, key: string): { readonly index: number; readonly item: GltfJson }[] {
  const list = document[key];
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown, index) => (isRecord(item) ? [{ index, item }] : []));
}

/** The strings of a top-level list. */
export function stringsOf(document: GltfJson, key: string): string[] {
  const list = document[key];
  return Array.isArray(list) ? list.filter((item) => typeof item === "string") : [];
}
