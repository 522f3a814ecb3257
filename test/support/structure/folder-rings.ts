/** An import between two files, as paths from the root. */
type Arrow = { readonly from: string; readonly to: string };

/** Folders that import each other in a ring, with an arrow for each pair of neighbours that has one. */
export type Ring = { readonly inside: string; readonly nodes: readonly string[]; readonly arrows: readonly string[] };

/** Files directly in a folder are one node of it, apart from its subfolders. */
const OWN_FILES = "·";

/**
 * The rings of folders at every depth: within each folder, its subfolders (with all that is below) and its own files are
 * the nodes, and every strongly connected set of two or more is a ring. Types count like values.
 */
export function findRings(arrows: readonly Arrow[]): Ring[] {
  const folders = new Set(arrows.flatMap(({ from, to }) => [...foldersOf(from), ...foldersOf(to)]));
  return [...folders].sort().flatMap((inside) => ringsWithin(inside, arrows));
}

/** Every folder that a file is in; "" is the root. */
function foldersOf(file: string): string[] {
  const parts = file.split("/").slice(0, -1);
  return ["", ...parts.map((_, index) => parts.slice(0, index + 1).join("/"))];
}

function nodeOf(file: string, inside: string): string | null {
  const prefix = inside === "" ? "" : `${inside}/`;
  if (!file.startsWith(prefix)) return null;
  const rest = file.slice(prefix.length);
  const end = rest.indexOf("/");
  return end < 0 ? OWN_FILES : rest.slice(0, end);
}

function ringsWithin(inside: string, arrows: readonly Arrow[]): Ring[] {
  const examples = new Map<string, Map<string, string>>();
  for (const { from, to } of arrows) {
    const [a, b] = [nodeOf(from, inside), nodeOf(to, inside)];
    if (a === null || b === null || a === b) continue;
    const targets = examples.get(a) ?? new Map<string, string>();
    examples.set(a, targets.set(b, `${from} → ${to}`));
  }
  const reach = new Map([...examples.keys()].map((node) => [node, reachableFrom(node, examples)]));
  const isMutual = (a: string, b: string) => reach.get(a)?.has(b) === true && reach.get(b)?.has(a) === true;
  const seen = new Set<string>();
  return [...examples.keys()].flatMap((node) => {
    if (seen.has(node)) return [];
    const nodes = [...examples.keys()].filter((other) => other === node || isMutual(node, other));
    for (const each of nodes) seen.add(each);
    if (nodes.length < 2) return [];
    const found = nodes.flatMap((a) => nodes.flatMap((b) => examples.get(a)?.get(b) ?? []));
    return [{ inside, nodes, arrows: found }];
  });
}

function reachableFrom(start: string, targets: ReadonlyMap<string, ReadonlyMap<string, string>>): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [start];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const next of targets.get(node)?.keys() ?? []) {
      if (reached.has(next)) continue;
      reached.add(next);
      open.push(next);
    }
  }
  return reached;
}
