import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "../intake/findings.ts";
import { takePortrait } from "../pictures/portrait.ts";
import type { Studio } from "../pictures/studio.ts";
import type { PreparedFile } from "./prepared.ts";
import type { Workshop } from "./workshop.ts";
import { writeOutput } from "./write-output.ts";

/** Variants beyond these get neither pictures nor a file for AR of their own. */
const VARIANTS_MAX = 50;

export type Extras = { readonly files: PreparedFile[]; readonly findings: ModelFinding[] };

/** The model as it is by itself, and in each of its variants. */
const listLooks = (variants: readonly string[]): (string | null)[] => [null, ...variants.slice(0, VARIANTS_MAX)];

const describe = (cause: unknown) => (cause instanceof Error ? cause.message : String(cause));

/** Does one thing for each look. The first failure ends it and is a finding: the model is shown without it. */
async function forEachLook(
  looks: readonly (string | null)[],
  failure: { readonly code: string; readonly message: string },
  make: (look: string | null, index: number) => Promise<PreparedFile[]>,
): Promise<Extras> {
  const files: PreparedFile[] = [];
  try {
    for (const [index, look] of looks.entries()) files.push(...(await make(look, index)));
  } catch (cause) {
    const message = `${failure.message} ${describe(cause)}`;
    return { files: [], findings: [makeFinding("warning", failure.code, message)] };
  }
  return { files, findings: [] };
}

/** Writes a USDZ for each variant. `document` has images that iOS reads: PNG or JPEG. */
export async function makeUsdz(
  { benchFor }: Workshop,
  document: Document,
  variants: readonly string[],
  outDir: string,
): Promise<Extras> {
  const { announce, whyNot } = benchFor("mobile-ar");
  const reason = whyNot("usdz", "mobile-ar");
  const failure = { code: "USDZ_FAILED", message: "No file for AR on iOS could be made." };
  if (reason) return { files: [], findings: [makeFinding("warning", failure.code, `${failure.message} ${reason}`)] };
  announce("usdz", "mobile-ar");
  const { writeUsdz } = await import("../usdz/write-usdz.ts");
  return forEachLook(listLooks(variants), failure, async (materialVariant, index) => {
    const bytes = await writeUsdz(document, materialVariant);
    return [await writeOutput(outDir, `ar-${index}.usdz`, bytes, { role: "usdz", materialVariant })];
  });
}

/** Takes a poster and a thumbnail of each variant. */
export async function makePortraits(
  { benchFor }: Workshop,
  studio: Studio,
  glb: Uint8Array,
  variants: readonly string[],
  outDir: string,
): Promise<Extras> {
  const { announce, whyNot } = benchFor(null);
  const reason = whyNot("pictures", null);
  const failure = { code: "PICTURES_FAILED", message: "The model could not be photographed." };
  if (reason) return { files: [], findings: [makeFinding("warning", failure.code, `${failure.message} ${reason}`)] };
  return forEachLook(listLooks(variants), failure, async (materialVariant, index) => {
    announce("pictures", null);
    const { poster, thumbnail, thumbhash } = await takePortrait(studio, glb, materialVariant);
    return [
      await writeOutput(outDir, `poster-${index}.webp`, poster, { role: "poster", materialVariant, thumbhash }),
      await writeOutput(outDir, `thumbnail-${index}.webp`, thumbnail, {
        role: "thumbnail",
        materialVariant,
        thumbhash,
      }),
    ];
  });
}
