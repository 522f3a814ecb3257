import { sayBytes } from "../facts/say.ts";
import { type AuditCheck, judgeOffences } from "./audit-check.ts";

const BYTES_MAX = 5_120 * 1_024;

/** Source: Khronos glTF Asset Auditor, recommended schema: 5,120 kB. */
export const fileSize: AuditCheck = {
  id: "auditor-file-size",
  title: "File size anywhere",
  limit: `at most ${sayBytes(BYTES_MAX)}`,
  why: "Above this size a file is slow on every device and in every shop.",
  code: "FILE_LARGE",
  severity: "warning",
  fix: "Resize textures to 2048 pixels or less and save them as JPEG or WebP; remove what cannot be seen.",
  run: ({ facts: { measures } }) => {
    const value = sayBytes(measures.bytes);
    return judgeOffences(value, measures.bytes > BYTES_MAX ? [{ message: `The file weighs ${value}.` }] : []);
  },
};
