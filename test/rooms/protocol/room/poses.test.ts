import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { POSITION_CODES_PER_M } from "../../../../rooms/protocol/limits.ts";
import {
  createMove,
  decodeCorrection,
  decodeHeading,
  decodePitch,
  encodeCoordinate,
  encodeCorrection,
  encodeHeading,
  encodeMove,
  encodePitch,
  isNewerSeq,
  readMove,
} from "../../../../rooms/protocol/room/poses.ts";
import { wrapAngle } from "../../../../rooms/simulation/placement.ts";

const HALF_QUANTUM_M = 0.5 / POSITION_CODES_PER_M + 1e-9;

const metres = fc.double({ min: -128, max: 127.99, noNaN: true });
const pose = fc.record({
  x: metres,
  z: metres,
  heading: fc.double({ min: -20, max: 20, noNaN: true }),
  pitch: fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true }),
  moving: fc.boolean(),
});

describe("moves and corrections", () => {
  it("carry what they say to within half a quantum, wherever they stand in a message", () => {
    fc.assert(
      fc.property(pose, fc.nat(0xffff), fc.nat(9), (each, seq, offset) => {
        const bytes = new Uint8Array(offset + 8);
        bytes.set(encodeMove({ ...each, seq }), offset);
        const move = createMove();
        expect(readMove(bytes, offset, move)).toBe(true);
        expect(move).toMatchObject({ seq, moving: each.moving });
        expect(Math.abs(move.x - each.x)).toBeLessThanOrEqual(HALF_QUANTUM_M);
        expect(Math.abs(move.z - each.z)).toBeLessThanOrEqual(HALF_QUANTUM_M);
        expect(Math.abs(wrapAngle(move.heading - each.heading))).toBeLessThanOrEqual(Math.PI / 256 + 1e-9);
        expect(Math.abs(move.pitch - each.pitch)).toBeLessThanOrEqual(Math.PI / 252 + 1e-9);
        const correction = decodeCorrection(encodeCorrection({ seq, x: each.x, z: each.z }));
        expect(correction?.seq).toBe(seq);
        expect(Math.abs((correction?.z ?? 999) - each.z)).toBeLessThanOrEqual(HALF_QUANTUM_M);
      }),
    );
  });

  it("change nothing when bytes are missing, and stay inside the grid whatever the bits", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), fc.nat(12), (bytes, at) => {
        const move = createMove();
        expect(readMove(bytes, at, move)).toBe(bytes.length - at >= 8);
        expect(Math.max(Math.abs(move.x), Math.abs(move.z))).toBeLessThanOrEqual(128);
        expect(decodeCorrection(bytes) === null).toBe(bytes.length !== 6);
      }),
    );
  });

  it("keep every code when decoded and coded again", () => {
    for (let code = 0; code < 256; code++) expect(encodeHeading(decodeHeading(code))).toBe(code);
    for (let code = 0; code < 32; code++) expect(encodeHeading(decodeHeading(code, 32), 32)).toBe(code);
    for (let code = 0; code <= 30; code++) expect(encodePitch(decodePitch(code, 30), 30)).toBe(code);
    for (let code = 0; code <= 0xffff; code += 7) {
      expect(encodeCoordinate(code / POSITION_CODES_PER_M - 128)).toBe(code);
    }
  });

  it("order sequence numbers across the wrap", () => {
    expect(isNewerSeq(1, 0xffff)).toBe(true);
    expect(isNewerSeq(0xffff, 1)).toBe(false);
    expect(isNewerSeq(7, 7)).toBe(false);
  });
});
