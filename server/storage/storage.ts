import type { Readable } from "node:stream";

/** The first and the last byte, both included. */
export type ByteRange = { readonly start: number; readonly end: number };

/**
 * Keeps files that never change. A name is `<SHA-256 of the content in hex>.<extension>`, so that the same content is
 * there once, and a name that is known needs no further check.
 */
export type Storage = {
  /**
   * Takes over a finished file; the file at `path` is gone afterwards. Readers see all of it or nothing. Does nothing
   * where the name is kept already. @throws VitrineError STORAGE_FULL
   */
  put(path: string, name: string): Promise<void>;
  /** Reads the file or a part of it; null when there is none of that name. */
  open(name: string, range?: ByteRange): Promise<Readable | null>;
  /** The size in bytes; null when there is none of that name. */
  stat(name: string): Promise<{ readonly bytes: number } | null>;
  /** Writes the file to a local path. @throws VitrineError NOT_FOUND, STORAGE_FULL */
  fetch(name: string, path: string): Promise<void>;
  /** Forgets the file; nothing happens when there is none of that name. */
  delete(name: string): Promise<void>;
};
