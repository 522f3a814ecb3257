import type { Document } from "@gltf-transform/core";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { decodeModel } from "./decode-model.ts";
import { explainFindings } from "./explain-findings.ts";
import { hasError, makeFinding, rankFindings } from "./findings.ts";
import type { GltfJson } from "./gltf-json.ts";
import { judgeHead, listUnknownExtensions } from "./judge-head.ts";
import type { ModelFiles } from "./model-files.ts";
import { packGlb } from "./pack-glb.ts";
import { type Container, isGlb, readContainer } from "./read-container.ts";
import { type Resources, readResources } from "./read-resources.ts";
import { type Refusal, refuse } from "./refusal.ts";
import { runValidator } from "./run-validator.ts";
import { type RunValidator, validateModel } from "./validate-model.ts";

/** A model that may be shown: decoded, and as one self-contained GLB of the same content. */
export type OpenedModel = {
  readonly ok: true;
  readonly document: Document;
  readonly glb: Uint8Array;
  readonly findings: ModelFinding[];
};

/** What a model came with. */
export type Surroundings = {
  /** The files around it; null for a file that came alone. */
  readonly files: ModelFiles | null;
  /** The folder among the files that the model lies in. */
  readonly folder: string;
  readonly run: RunValidator;
  /** Whether the validator is asked about refused files too, which may be the end of the thread that it runs in. */
  readonly explains: boolean;
  /** Given what was decoded while the validator is still at work: it may be refused all the same. */
  readonly onDecoded?: OnDecoded | undefined;
};

export type OnDecoded = (decoded: Pick<OpenedModel, "document" | "glb">) => void;

/** A file that came alone and is opened by a thread that may die. */
const ALONE: Surroundings = { files: null, folder: "", run: runValidator, explains: false };

const NOTHING: Resources = new Map();

/** Refusals after which the validator would not come to an end. */
const COSTLY: ReadonlySet<string> = new Set(["TOO_MANY_NODES", "NODES_TOO_DEEP", "TOO_MUCH_DATA"]);

/** The validator could not read what it was not allowed to: that goes without saying. */
const isForbidden = ({ code }: Refusal): boolean => code === "URI_REMOTE" || code === "URI_OUTSIDE";

/** Adds what the validator says to a refusal, so that everything which is wrong can be put right at once. */
export async function explainRefusal(
  refusal: Refusal,
  { bytes, format, json }: Pick<Container, "bytes" | "format"> & { readonly json?: GltfJson },
  { run, explains }: Surroundings,
  resources: Resources = NOTHING,
): Promise<Refusal> {
  if (!explains || COSTLY.has(refusal.code)) return refusal;
  const said = await validateModel({ bytes, format, resources }, run);
  const told = said.filter(({ code }) => code !== "VALIDATOR_FAILED" && !(code === "IO_ERROR" && isForbidden(refusal)));
  return { ...refusal, findings: rankFindings(explainFindings([...refusal.findings, ...told], json ?? null)) };
}

function refuseInvalid(findings: ModelFinding[]): Refusal {
  const errors = findings.filter(({ severity }) => severity === "error");
  const places = errors.length === 1 ? "one place" : `${errors.length} places`;
  const message = `The file breaks the glTF 2.0 standard in ${places}, first: ${errors[0]?.message}`;
  return { ok: false, code: "GLTF_INVALID", message: message.slice(0, 1_000), findings: rankFindings(findings) };
}

/** What is used and cannot be shown, without being required. */
const listIgnored = (json: GltfJson): ModelFinding[] =>
  listUnknownExtensions(json, "extensionsUsed").map((name) => ({
    ...makeFinding("information", "EXTENSION_IGNORED", `What the extension ${name} adds is not shown.`),
    fix: "Check that the product looks right without it.",
  }));

/** Packs and decodes a file that nobody has found valid yet. Never rejects. */
async function decodePacked(container: Container, resources: Resources, onDecoded: OnDecoded = () => {}) {
  try {
    const glb = packGlb(container, resources);
    const decoded = await decodeModel(glb);
    if (!decoded.ok) return decoded;
    onDecoded({ document: decoded.document, glb });
    return { ...decoded, glb };
  } catch (cause) {
    return refuse("MODEL_UNREADABLE", `The model cannot be read: ${cause instanceof Error ? cause.message : cause}`);
  }
}

/** Opens a GLB or a .gltf that is in memory, with the files around it; see `openModel`. */
export async function openBytes(bytes: Uint8Array, around = ALONE): Promise<OpenedModel | Refusal> {
  const { files, folder, run, onDecoded } = around;
  const container = readContainer(bytes);
  if (!container.ok) return explainRefusal(container, { bytes, format: isGlb(bytes) ? "glb" : "gltf" }, around);
  const refusal = judgeHead(container.json);
  if (refusal) return explainRefusal(refusal, container, around);
  const read = await readResources(container.json, files, folder);
  if (read.refusal) return explainRefusal(read.refusal, container, around, read.resources);
  // Both at once: one is another thread's work. What the decoder says of an invalid file does not count.
  const [said, decoded] = await Promise.all([
    validateModel({ bytes, format: container.format, resources: read.resources }, run),
    decodePacked(container, read.resources, onDecoded),
  ]);
  const findings = explainFindings(said, container.json);
  if (hasError(findings)) return refuseInvalid(findings);
  if (!decoded.ok) return { ...decoded, findings: [...decoded.findings, ...findings] };
  return { ...decoded, findings: [...findings, ...listIgnored(container.json)] };
}
