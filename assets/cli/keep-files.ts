import { copyFile, mkdir } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import type { PreparedFile } from "../optimise/prepared.ts";

/** A name in which nothing leads elsewhere or has to be quoted. */
const toName = (text: string): string => text.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(0, 60) || "unnamed";

/** What a file is called after its model: `chair.web-planner.glb`, `chair.level-0.glb`, `chair.oak.poster.webp`. */
function nameFile(stem: string, { role, target, level, materialVariant, path }: PreparedFile): string {
  const ending = extname(path);
  if (role === "target" && target) return `${stem}.${target}${ending}`;
  if (role === "level") return `${stem}.level-${level ?? 0}${ending}`;
  const variant = materialVariant ? `.${toName(materialVariant)}` : "";
  return role === "usdz" ? `${stem}${variant}${ending}` : `${stem}${variant}.${role}${ending}`;
}

/** Makes a stem for each file that no other file has, whatever folder they are from. */
export function nameStems(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  return files.map((file) => {
    const stem = toName(basename(file).replace(/\.(glb|gltf|zip)$/i, ""));
    const count = (counts.get(stem) ?? 0) + 1;
    counts.set(stem, count);
    return count === 1 ? stem : `${stem}-${count}`;
  });
}

/** Copies what was made into the directory, under names after the model. The original stays where it is. */
export async function keepFiles(
  files: readonly PreparedFile[],
  stem: string,
  outDir: string,
): Promise<readonly PreparedFile[]> {
  await mkdir(outDir, { recursive: true });
  const made = files.filter(({ role }) => role !== "original-glb");
  return Promise.all(
    made.map(async (file) => {
      const path = join(outDir, nameFile(stem, file));
      await copyFile(file.path, path);
      return { ...file, path };
    }),
  );
}
