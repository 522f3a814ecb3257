import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "./findings.ts";

/** Why a file is not taken in: a stable code, a sentence that says what to do, and every finding, worst first. */
export type Refusal = {
  readonly ok: false;
  readonly code: string;
  readonly message: string;
  readonly findings: ModelFinding[];
};

/** Makes a refusal whose first finding is the reason itself. */
export function refuse(code: string, message: string, details: { where?: string; fix?: string } = {}): Refusal {
  const finding = makeFinding("error", code, message, details.where);
  return { ok: false, code, message, findings: [details.fix ? { ...finding, fix: details.fix } : finding] };
}
