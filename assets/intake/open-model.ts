import { readFile } from "node:fs/promises";
import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { hasError, makeFinding } from "../steps/findings.ts";
import { decodeModel } from "./decode-model.ts";
import { judgeHead, listUnknownExtensions } from "./judge-head.ts";
import type { ModelFiles } from "./model-files.ts";
import { packGlb } from "./pack-glb.ts";
import { type Container, readContainer } from "./read-container.ts";
import { type Resources, readResources } from "./read-resources.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { validateModel } from "./validate-model.ts";

/** A model that may be shown: decoded, and as one self-contained GLB of the same content. */
export type OpenedModel = {
  readonly ok: true;
  readonly document: Document;
  readonly glb: Uint8Array;
  readonly findings: ModelFinding[];
};

/** The files that a model came with, and the folder among them that it lies in. */
type Surroundings = { readonly files: ModelFiles | null; readonly folder: string };

const ALONE: Surroundings = { files: null, folder: "" };
const NOTHING: Resources = new Map();

/** Refusals after which the validator would not come to an end. */
const COSTLY: ReadonlySet<string> = new Set(["TOO_MANY_NODES", "NODES_TOO_DEEP", "TOO_MUCH_DATA"]);

/** Adds what the validator says to a refusal, so that everything which is wrong can be put right at once. */
async function explain(refusal: Refusal, file: Pick<Container, "bytes" | "format">): Promise<Refusal> {
  if (COSTLY.has(refusal.code)) return refusal;
  return { ...refusal, findings: [...refusal.findings, ...(await validateModel(file, NOTHING))] };
}

/** Opens a GLB or a .gltf that is in memory, with the files around it; see `openModel`. */
export async function openBytes(bytes: Uint8Array, { files, folder } = ALONE): Promise<OpenedModel | Refusal> {
  const container = readContainer(bytes);
  if (!container.ok) return explain(container, { bytes, format: "glb" });
  const refusal = judgeHead(container.json);
  if (refusal) return explain(refusal, container);
  const read = await readResources(container.json, files, folder);
  if (!read.ok) return explain(read, container);
  const findings = await validateModel(container, read.resources);
  if (hasError(findings)) {
    return { ...refuse("GLTF_INVALID", "The file breaks the glTF 2.0 standard. See the findings."), findings };
  }
  const glb = packGlb(container, read.resources);
  const decoded = await decodeModel(glb);
  if (!decoded.ok) return { ...decoded, findings: [...decoded.findings, ...findings] };
  for (const name of listUnknownExtensions(container.json, "extensionsUsed")) {
    findings.push(makeFinding("information", "EXTENSION_IGNORED", `The extension ${name} is not shown.`));
  }
  return { ok: true, document: decoded.document, glb, findings };
}

/**
 * Opens a model for the pipeline: reads it, validates it with the Khronos validator, decodes it. Never rejects because of
 * what is in the file: anything that must not or cannot be shown is refused with a code and a sentence.
 */
export async function openModel(path: string): Promise<OpenedModel | Refusal> {
  return openBytes(await readFile(path));
}
