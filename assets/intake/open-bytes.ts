import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { hasError, makeFinding } from "../steps/findings.ts";
import { decodeModel } from "./decode-model.ts";
import { judgeHead, listUnknownExtensions } from "./judge-head.ts";
import type { ModelFiles } from "./model-files.ts";
import { packGlb } from "./pack-glb.ts";
import { type Container, isGlb, readContainer } from "./read-container.ts";
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
export async function explainRefusal(
  refusal: Refusal,
  file: Pick<Container, "bytes" | "format">,
  resources = NOTHING,
): Promise<Refusal> {
  if (COSTLY.has(refusal.code)) return refusal;
  const said = (await validateModel(file, resources)).filter(({ code }) => code !== "VALIDATOR_FAILED");
  return { ...refusal, findings: [...refusal.findings, ...said] };
}

function refuseInvalid(findings: ModelFinding[]): Refusal {
  const errors = findings.filter(({ severity }) => severity === "error");
  const places = errors.length === 1 ? "one place" : `${errors.length} places`;
  const message = `The file breaks the glTF 2.0 standard in ${places}, first: ${errors[0]?.message}`;
  return { ...refuse("GLTF_INVALID", message), findings };
}

/** Opens a GLB or a .gltf that is in memory, with the files around it; see `openModel`. */
export async function openBytes(bytes: Uint8Array, { files, folder } = ALONE): Promise<OpenedModel | Refusal> {
  const container = readContainer(bytes);
  if (!container.ok) return explainRefusal(container, { bytes, format: isGlb(bytes) ? "glb" : "gltf" });
  const refusal = judgeHead(container.json);
  if (refusal) return explainRefusal(refusal, container);
  const read = await readResources(container.json, files, folder);
  if (!read.ok) return explainRefusal(read, container);
  const findings = await validateModel(container, read.resources);
  if (hasError(findings)) return refuseInvalid(findings);
  const glb = packGlb(container, read.resources);
  const decoded = await decodeModel(glb);
  if (!decoded.ok) return { ...decoded, findings: [...decoded.findings, ...findings] };
  for (const name of listUnknownExtensions(container.json, "extensionsUsed")) {
    findings.push(makeFinding("information", "EXTENSION_IGNORED", `The extension ${name} is not shown.`));
  }
  return { ok: true, document: decoded.document, glb, findings };
}
