import { SchemaSerializer } from "@colyseus/core";
import { Encoder } from "@colyseus/schema";
import type { ShowroomState } from "../state/showroom-state.ts";

// A full roster outgrows the default 16 kB and would be encoded twice, with a warning.
Encoder.BUFFER_SIZE = 128 * 1024;

/** Begins the changes of the root: what follows a full state must say first what it changes. */
const SWITCH_TO_ROOT = Uint8Array.of(255, 0);

/**
 * Colyseus's serializer with two changes.
 *
 * What is encoded is copied once before it is sent. The original hands its one shared buffer to every socket; a socket
 * that is congested sends it later, when the next tick has written over it, and that client is left with a garbled
 * state for good.
 *
 * The full state is encoded once between two patches, for all who come in meanwhile. The original does it for each of
 * them, because each changes the state by coming. Here they get the same bytes and, behind them, the few changes that
 * the next patch will say again.
 */
export class PatchSerializer extends SchemaSerializer<ShowroomState> {
  #full: Uint8Array | null = null;

  override reset(state: ShowroomState): void {
    super.reset(state);
    const { encoder } = this;
    const encode = encoder.encode.bind(encoder);
    const encodeAll = encoder.encodeAll.bind(encoder);
    encoder.encode = (...parameters) => encode(...parameters).slice();
    encoder.encodeAll = (...parameters) => encodeAll(...parameters).slice();
    this.#full = null;
  }

  override getFullState(): Uint8Array {
    const { encoder } = this;
    if (!this.#full) {
      this.#full = encoder.encodeAll({ offset: 1 }, this.fullEncodeBuffer);
      return this.#full;
    }
    if (!encoder.hasChanges) return this.#full;
    return Buffer.concat([this.#full, SWITCH_TO_ROOT, encoder.encode({ offset: 1 }).subarray(1)]);
  }

  override applyPatches(...parameters: Parameters<SchemaSerializer<ShowroomState>["applyPatches"]>): boolean {
    if (this.encoder.hasChanges) this.#full = null;
    return super.applyPatches(...parameters);
  }
}
