import { SchemaSerializer } from "@colyseus/core";
import { Encoder } from "@colyseus/schema";
import type { ShowroomState } from "./state/showroom-state.ts";

// A full roster outgrows the default 16 kB and would be encoded twice, with a warning.
Encoder.BUFFER_SIZE = 128 * 1024;

/**
 * Colyseus's serializer with one change: what is encoded is copied once before it is sent.
 * The original hands its one shared buffer to every socket; a socket that is congested sends it later, when the next
 * tick has written over it, and that client is left with a garbled state for good.
 */
export class PatchSerializer extends SchemaSerializer<ShowroomState> {
  override reset(state: ShowroomState): void {
    super.reset(state);
    const { encoder } = this;
    const encode = encoder.encode.bind(encoder);
    const encodeAll = encoder.encodeAll.bind(encoder);
    encoder.encode = (...parameters) => encode(...parameters).slice();
    encoder.encodeAll = (...parameters) => encodeAll(...parameters).slice();
  }
}
