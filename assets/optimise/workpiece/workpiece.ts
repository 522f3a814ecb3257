import { type Document, Logger, type NodeIO } from "@gltf-transform/core";
import type { StepRecord, TargetName } from "../../../rooms/protocol/goods.ts";
import { findBreakage } from "./find-breakage.ts";
import type { Step } from "./step.ts";
import { type Survey, surveyDocument } from "./survey.ts";

/** A model between two steps: the bytes that were written, and what was read back from them. */
export type Workpiece = { readonly glb: Uint8Array; readonly document: Document; readonly survey: Survey };

/** The place where steps are done: how files are read, who is told, what is left out. */
export type Bench = {
  readonly io: NodeIO;
  /** The output that is being made; null for what comes before all of them. */
  readonly target: TargetName | null;
  /** Stands before the names of its steps where a target has several outputs; empty otherwise. */
  readonly label: string;
  readonly records: StepRecord[];
  /** Told before each step. */
  readonly announce: (step: string, target: TargetName | null) => void;
  /** Why a step must not be tried, if so: it has ended a run before. */
  readonly whyNot: (step: string, target: TargetName | null) => string | null;
};

/** Reads a file as a new workpiece. Rejects what cannot be decoded. */
export async function openWorkpiece(io: NodeIO, glb: Uint8Array): Promise<Workpiece> {
  const document = await io.readBinary(glb);
  document.setLogger(new Logger(Logger.Verbosity.SILENT));
  return { glb, document, survey: surveyDocument(document, glb.byteLength) };
}

/** Writes a document, and reads back what others will read. */
const writeWorkpiece = async (io: NodeIO, document: Document): Promise<Workpiece> =>
  openWorkpiece(io, await io.writeBinary(document));

type Attempt = { readonly piece: Workpiece; readonly verdict: StepRecord["verdict"]; readonly note: string | null };

async function attempt(io: NodeIO, before: Workpiece, step: Step): Promise<Attempt> {
  const takeBack = async (note: string): Promise<Attempt> => ({
    piece: await openWorkpiece(io, before.glb),
    verdict: "taken-back",
    note,
  });
  try {
    const note = await step.run(before.document);
    if (note === null) return { piece: before, verdict: "skipped", note: "There was nothing to do." };
    const piece = await writeWorkpiece(io, before.document);
    const problem = findBreakage(step, before.survey, piece.survey);
    return problem === null ? { piece, verdict: "kept", note } : await takeBack(problem);
  } catch (cause) {
    return takeBack(`It failed: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
}

/**
 * Does one step and looks at what it left: the file is written, read back and compared. What is broken, or no better,
 * is taken back. Either way the step is in the records, and the workpiece that counts is returned; the one that went in
 * must not be used any more.
 */
export async function takeStep(bench: Bench, before: Workpiece, step: Step): Promise<Workpiece> {
  const { io, target, records } = bench;
  const startedMs = performance.now();
  const name = bench.label + step.name;
  const reason = bench.whyNot(name, target);
  if (reason === null) bench.announce(name, target);
  const done: Attempt =
    reason === null ? await attempt(io, before, step) : { piece: before, verdict: "taken-back", note: reason };
  records.push({
    step: name,
    target,
    verdict: done.verdict,
    ...(done.note ? { note: done.note.slice(0, 400) } : {}),
    bytesBefore: before.glb.byteLength,
    bytesAfter: done.piece.glb.byteLength,
    trianglesBefore: before.survey.triangles,
    trianglesAfter: done.piece.survey.triangles,
    seconds: (performance.now() - startedMs) / 1_000,
  });
  return done.piece;
}
