export type StoredDataErrorCode =
  | "STORED_DATA_NEWER"
  | "STORED_DATA_UNREADABLE"
  | "MIGRATION_FAILED"
  | "MIGRATION_TAKEN_OVER";

/** Why this program does not start on the stored data; the message is one line for the operator. */
export class StoredDataError extends Error {
  readonly code: StoredDataErrorCode;

  constructor(code: StoredDataErrorCode, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "StoredDataError";
    this.code = code;
  }
}
