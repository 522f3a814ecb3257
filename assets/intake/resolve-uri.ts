import { type Refusal, refuse } from "./refusal.ts";

type Resolved = { readonly ok: true; readonly name: string } | Refusal;

const PACK = "Put the file beside the model and send both as one zip, or export as GLB.";

function decode(uri: string): string {
  try {
    return decodeURIComponent(uri);
  } catch {
    return uri;
  }
}

const isRemote = (uri: string): boolean => /^[a-z][a-z0-9+.-]+:/i.test(uri) || /^[/\\]{2}/.test(uri);
const isAbsolute = (path: string): boolean => /^[/\\]/.test(path) || /^[a-z]:/i.test(path);

/** The path below the root, or nothing when it leads above it. */
function normalise(segments: readonly string[]): string[] | undefined {
  const path: string[] = [];
  for (const segment of segments) {
    if (segment === "..") {
      if (path.pop() === undefined) return undefined;
    } else if (segment !== "" && segment !== ".") path.push(segment);
  }
  return path;
}

/**
 * Finds the name of the file that a URI in a model means, relative to the folder that the model lies in. Percent-encoding
 * is undone once, backslashes count as slashes. Refuses URI_REMOTE for addresses and URI_OUTSIDE for what leads out of the
 * upload; `where` is the URI's JSON pointer.
 */
export function resolveUri(uri: string, folder: string, where: string): Resolved {
  const shown = uri.length > 80 ? `${uri.slice(0, 80)}…` : uri;
  if (isRemote(uri)) {
    return refuse("URI_REMOTE", `The model wants to load ${shown}. Nothing is fetched from elsewhere.`, {
      where,
      fix: PACK,
    });
  }
  const path = decode(uri);
  const name = isAbsolute(path) || path.includes("\0") ? undefined : normalise([folder, path].join("/").split(/[/\\]/));
  if (name) return { ok: true, name: name.join("/") };
  return refuse("URI_OUTSIDE", `The model refers to ${shown}, which lies outside of what was sent.`, {
    where,
    fix: PACK,
  });
}
