import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { POSITION_CODES_PER_M } from "../../../rooms/protocol/limits.ts";
import {
  decodeCorrection,
  decodeHeading,
  decodeMove,
  decodePoseFrame,
  encodeCoordinate,
  encodeCorrection,
  encodeHeading,
  encodeMove,
  encodePoseFrame,
  isNewerSeq,
} from "../../../rooms/protocol/poses.ts";
import { wrapAngle } from "../../../rooms/simulation/placement.ts";

const HALF_QUANTUM_M = 0.5 / POSITION_CODES_PER_M + 1e-9;
const HALF_HEADING = Math.PI / 256 + 1e-9;
const HALF_PITCH = Math.PI / 252 + 1e-9;

const metres = fc.double({ min: -128, max: 127.99, noNaN: true });
const pose = fc.record({
  x: metres,
  z: metres,
  heading: fc.double({ min: -20, max: 20, noNaN: true }),
  pitch: fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true }),
  moving: fc.boolean(),
});
const slotPose = fc.tuple(pose, fc.nat(0xffff), fc.nat(3)).map(([each, slot, epoch]) => ({ ...each, slot, epoch }));

describe("pose frames", () => {
  it("carry every pose to within half a quantum", () => {
    fc.assert(
      fc.property(fc.array(slotPose, { maxLength: 600 }), fc.nat(1 << 20), (poses, tick) => {
        const frame = decodePoseFrame(encodePoseFrame(tick, poses));
        expect(frame?.tick).toBe(tick & 0xffff);
        expect(frame?.poses.length).toBe(poses.length);
        const found = new Map(frame?.poses.map((each) => [each.slot, each]));
        const wanted = new Map(poses.map((each) => [each.slot, each]));
        if (wanted.size !== poses.length) return;
        for (const [slot, want] of wanted) {
          const got = found.get(slot);
          expect(Math.abs((got?.x ?? 999) - want.x)).toBeLessThanOrEqual(HALF_QUANTUM_M);
          expect(Math.abs((got?.z ?? 999) - want.z)).toBeLessThanOrEqual(HALF_QUANTUM_M);
          expect(Math.abs(wrapAngle((got?.heading ?? 99) - want.heading))).toBeLessThanOrEqual(HALF_HEADING);
          expect(Math.abs((got?.pitch ?? 99) - want.pitch)).toBeLessThanOrEqual(HALF_PITCH);
          expect([got?.moving, got?.epoch]).toEqual([want.moving, want.epoch]);
        }
      }),
    );
  });

  it("split a cell with more people than one block can count", () => {
    const crowd = Array.from({ length: 700 }, (_, slot) => ({
      slot,
      x: 1,
      z: 1,
      heading: 0,
      pitch: 0,
      moving: true,
      epoch: 0,
    }));
    const slots = decodePoseFrame(encodePoseFrame(1, crowd))?.poses.map((each) => each.slot);
    expect(slots).toEqual(crowd.map((each) => each.slot));
  });

  it("cost seven bytes a visitor beside the headers", () => {
    const crowd = Array.from({ length: 10 }, (_, slot) => ({
      slot,
      x: 1,
      z: 1,
      heading: 0,
      pitch: 0,
      moving: true,
      epoch: 0,
    }));
    expect(encodePoseFrame(1, crowd).length).toBe(3 + 3 + 10 * 7);
  });

  it("are null, never an exception, when the bytes are anything else", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        const frame = decodePoseFrame(bytes);
        if (frame === null) return;
        for (const each of frame.poses) expect(Number.isFinite(each.x + each.z + each.heading + each.pitch)).toBe(true);
      }),
    );
    expect(
      decodePoseFrame(
        encodePoseFrame(1, [{ slot: 1, x: 0, z: 0, heading: 0, pitch: 0, moving: false, epoch: 0 }]).slice(0, -1),
      ),
    ).toBeNull();
  });
});

describe("moves and corrections", () => {
  it("carry what they say to within half a quantum", () => {
    fc.assert(
      fc.property(pose, fc.nat(0xffff), (each, seq) => {
        const move = decodeMove(encodeMove({ ...each, seq }));
        expect(move?.seq).toBe(seq);
        expect(move?.moving).toBe(each.moving);
        expect(Math.abs((move?.x ?? 999) - each.x)).toBeLessThanOrEqual(HALF_QUANTUM_M);
        const correction = decodeCorrection(encodeCorrection({ seq, x: each.x, z: each.z, epoch: 2 }));
        expect(Math.abs((correction?.z ?? 999) - each.z)).toBeLessThanOrEqual(HALF_QUANTUM_M);
        expect(correction).toMatchObject({ seq, epoch: 2 });
      }),
    );
  });

  it("are null when the length is wrong, and inside the grid whatever the bits", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20 }), (bytes) => {
        const move = decodeMove(bytes);
        expect(move === null).toBe(bytes.length !== 8);
        if (move) expect(Math.max(Math.abs(move.x), Math.abs(move.z))).toBeLessThanOrEqual(128);
      }),
    );
  });

  it("keep every code when decoded and coded again", () => {
    for (let code = 0; code < 256; code++) expect(encodeHeading(decodeHeading(code))).toBe(code);
    fc.assert(fc.property(fc.nat(0xffff), (code) => encodeCoordinate(code / POSITION_CODES_PER_M - 128) === code));
  });

  it("order sequence numbers across the wrap", () => {
    expect(isNewerSeq(1, 0xffff)).toBe(true);
    expect(isNewerSeq(0xffff, 1)).toBe(false);
    expect(isNewerSeq(7, 7)).toBe(false);
  });
});
