import { listImports, readSources, type SourceFile } from "./source-tree.ts";

/** What makes a test need a process of its own: sockets, other programs, threads, databases, browsers. */
const IMPURE =
  /^(?:node:(?:child_process|worker_threads|net|http|v8|vm)|redis|ioredis|bullmq|ws|playwright-core|fauxqs|@colyseus\/(?:core|sdk|ws-transport))$/;

/**
 * The tests that reach nothing of that kind by their imports, however far: they can share processes and take seconds
 * in all. Paths from the root.
 */
export async function listPureTests(): Promise<string[]> {
  const files = new Map((await readSources(/\.tsx?$/)).map((file) => [file.path, file]));
  const reach = (path: string, seen: Set<string>): boolean => {
    if (seen.has(path)) return true;
    seen.add(path);
    const file = files.get(path);
    return file === undefined || valuesOf(file).every((to) => !IMPURE.test(to) && reach(to, seen));
  };
  return [...files.keys()].filter((path) => path.endsWith(".test.ts") && reach(path, new Set())).sort();
}

/** What is imported when the file runs: types are gone by then. */
function valuesOf(file: SourceFile): string[] {
  return listImports(file).flatMap(({ to, typeOnly }) => (typeOnly ? [] : [to]));
}
