import { validateBytes } from "gltf-validator";
import type { ModelFinding } from "../../rooms/protocol/catalog.ts";
import { makeFinding } from "./findings.ts";

/** Where the Khronos validator stops collecting. */
const VALIDATOR_ISSUES_MAX = 5_000;

const SEVERITIES = ["error", "warning", "information", "information"] as const;

/**
 * Runs the Khronos validator on a GLB without ever resolving a resource outside the file, and returns all that it
 * says. What makes the validator itself fail becomes the finding VALIDATOR_FAILED.
 */
export async function validateModel(bytes: Uint8Array): Promise<ModelFinding[]> {
  try {
    const options = { format: "glb", maxIssues: VALIDATOR_ISSUES_MAX, writeTimestamp: false } as const;
    const { issues } = await validateBytes(bytes, options);
    return issues.messages.map(({ severity, code, message, pointer, offset }) =>
      makeFinding(
        SEVERITIES[severity] ?? "information",
        code,
        message,
        pointer ?? (offset === undefined ? undefined : `@${offset}`),
      ),
    );
  } catch (cause) {
    return [makeFinding("error", "VALIDATOR_FAILED", `The Khronos validator could not read the file: ${cause}`)];
  }
}
