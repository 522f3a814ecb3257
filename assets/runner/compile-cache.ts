import { fileURLToPath } from "node:url";

/**
 * Where Node keeps what it compiled, so that the next process for a model starts in half the time. It lies beside the code
 * that it is made of, and who may write there may write the code; where nobody may, Node does without.
 */
export const COMPILE_CACHE = fileURLToPath(new URL("../../node_modules/.cache/vitrine/", import.meta.url));
