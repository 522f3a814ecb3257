import type { z } from "zod";
import { VitrineError } from "../../rooms/protocol/errors.ts";

/** One thing that is wrong with a request: where it is and what is wrong, for a person. */
type Problem = { readonly in: "path" | "query" | "body"; readonly path: string; readonly message: string };

type Part = { readonly in: Problem["in"]; readonly schema: z.ZodType | undefined; readonly value: unknown };

/**
 * Parses every part of a request and reports all problems together.
 * @throws VitrineError VALIDATION_FAILED with Problem[] as details
 */
export function validateParts<const Parts extends readonly Part[]>(parts: Parts): unknown[] {
  const problems: Problem[] = [];
  const values = parts.map((part) => {
    const parsed = part.schema?.safeParse(part.value);
    if (parsed && !parsed.success) problems.push(...describe(part.in, parsed.error));
    return parsed?.data;
  });
  if (problems.length > 0) throw new VitrineError("VALIDATION_FAILED", problems);
  return values;
}

function describe(where: Problem["in"], error: z.ZodError): Problem[] {
  return error.issues.map((issue) => ({ in: where, path: issue.path.map(String).join("."), message: issue.message }));
}
