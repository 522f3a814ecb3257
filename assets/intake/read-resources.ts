import { type GltfJson, listOf } from "./gltf-json.ts";
import { type ModelFiles, UNPACKED_BYTES_MAX } from "./model-files.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { resolveUri } from "./resolve-uri.ts";

/** The files that a document refers to, by the URI as it is written there. Data URIs are not among them. */
export type Resources = ReadonlyMap<string, Uint8Array>;

type Reference = { readonly uri: string; readonly where: string };

const isData = (uri: string): boolean => /^data:/i.test(uri);

/** Every URI of a document that means a file, with its JSON pointer. */
function listReferences(document: GltfJson): Reference[] {
  return ["buffers", "images"].flatMap((key) =>
    listOf(document, key).flatMap(({ index, item: { uri } }) =>
      typeof uri === "string" && !isData(uri) ? [{ uri, where: `/${key}/${index}/uri` }] : [],
    ),
  );
}

function refuseMissing(missing: readonly Reference[], isAlone: boolean): Refusal {
  const names = missing.map(({ uri }) => uri.slice(0, 80));
  const listed = names.length > 5 ? `${names.slice(0, 5).join(", ")} and ${names.length - 5} more` : names.join(", ");
  const where = missing[0]?.where ?? "";
  if (!isAlone) {
    return refuse("FILE_MISSING", `The model needs files that were not sent: ${listed}.`, {
      where,
      fix: "Put them where the model expects them and send everything as one zip, or export as GLB.",
    });
  }
  return refuse("EXTERNAL_RESOURCE", `The model refers to files outside itself: ${listed}.`, {
    where,
    fix: "Export as glTF Binary (.glb) with everything embedded, or send the folder as a zip.",
  });
}

const refuseSize = (): Refusal => refuse("TOO_MUCH_DATA", "The model's files are larger than 512 MB together.");

/**
 * Reads every file that a document refers to; `folder` is where the document itself lies among `files`. Refuses what
 * leads outside, what is missing (all of it in one sentence) and more than UNPACKED_BYTES_MAX; what was read until then
 * is returned in any case.
 */
export async function readResources(
  document: GltfJson,
  files: ModelFiles | null,
  folder: string,
): Promise<{ readonly resources: Resources; readonly refusal: Refusal | null }> {
  const resources = new Map<string, Uint8Array>();
  const missing: Reference[] = [];
  let total = 0;
  for (const reference of listReferences(document)) {
    if (resources.has(reference.uri)) continue;
    const resolved = resolveUri(reference.uri, folder, reference.where);
    if (!resolved.ok) return { resources, refusal: resolved };
    const bytes = await files?.read(resolved.name);
    if (!bytes) missing.push(reference);
    else resources.set(reference.uri, bytes);
    total += bytes?.byteLength ?? 0;
    if (total > UNPACKED_BYTES_MAX) return { resources, refusal: refuseSize() };
  }
  return { resources, refusal: missing.length > 0 ? refuseMissing(missing, files === null) : null };
}
