import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CODED_SPAN_M,
  COORDINATE_STEPS,
  cellAt,
  createRecord,
  endRun,
  FORMAT,
  type Format,
  isPoseFrame,
  type PoseRecord,
  RECORD_BYTES,
  readFrameHeader,
  readRuns,
  writeBlockHeader,
  writeFrameHeader,
  writeRecord,
  writeRunHeader,
} from "../../../../rooms/protocol/room/pose-frame.ts";
import { wrapAngle } from "../../../../rooms/simulation/placement.ts";

const FORMATS = Object.values(FORMAT);
const HALF_HEADING = [Math.PI / 256, Math.PI / 256, Math.PI / 32] as const;

/** Anywhere in a cell and up to half a metre outside it. */
const place = fc.double({ min: -0.5, max: 4.5, noNaN: true });
const anyRecord = fc
  .record({
    slot: fc.nat(4_095),
    format: fc.constantFrom<Format>(...FORMATS),
    cellX: fc.nat(63),
    cellZ: fc.nat(63),
    inX: place,
    inZ: place,
    moving: fc.boolean(),
    heading: fc.double({ min: -20, max: 20, noNaN: true }),
    pitch: fc.double({ min: -Math.PI / 2, max: Math.PI / 2, noNaN: true }),
    gesture: fc.nat(8),
  })
  .map(
    ({ cellX, cellZ, inX, inZ, ...rest }): PoseRecord => ({
      ...rest,
      cell: cellX | (cellZ << 6),
      x: cellX * 4 - 128 + inX,
      z: cellZ * 4 - 128 + inZ,
    }),
  );

function frameOf(record: PoseRecord, complete = false): Uint8Array {
  const bytes = new Uint8Array(64);
  let at = writeFrameHeader(bytes, { beat: 7, centre: 9, shedLevel: 0, pace: 0 });
  at = writeRunHeader(bytes, at, record.cell, record.format, complete);
  const headerAt = at;
  at = writeRecord(bytes, writeBlockHeader(bytes, at, 1, false), record);
  endRun(bytes, headerAt);
  return bytes.slice(0, at);
}

function readAll(frame: Uint8Array): { records: PoseRecord[]; complete: number[] } {
  const records: PoseRecord[] = [];
  const complete: number[] = [];
  const reader = {
    onRecord: (record: PoseRecord) => records.push({ ...record }),
    onComplete: (cell: number) => complete.push(cell),
  };
  readRuns(frame, createRecord(), reader);
  return { records, complete };
}

describe("pose records", () => {
  it("carry what their format has to within half a quantum, over all inputs", () => {
    fc.assert(
      fc.property(anyRecord, (want) => {
        const frame = frameOf(want);
        expect(isPoseFrame(frame)).toBe(true);
        const [got] = readAll(frame).records;
        if (!got) throw new Error("no record");
        expect(got).toMatchObject({ slot: want.slot, cell: want.cell, moving: want.moving });
        const quantum = CODED_SPAN_M / (COORDINATE_STEPS[want.format] as number);
        expect(Math.abs(got.x - want.x)).toBeLessThanOrEqual(quantum / 2 + 1e-9);
        expect(Math.abs(got.z - want.z)).toBeLessThanOrEqual(quantum / 2 + 1e-9);
        const halfHeading = HALF_HEADING[want.format as 0 | 1 | 2];
        if (halfHeading !== undefined) {
          expect(Math.abs(wrapAngle(got.heading - want.heading))).toBeLessThanOrEqual(halfHeading + 1e-9);
        }
        if (want.format !== FORMAT.full) return;
        expect(Math.abs(got.pitch - want.pitch)).toBeLessThanOrEqual(Math.PI / 60 + 1e-9);
        expect(got.gesture).toBe(want.gesture);
      }),
      { numRuns: 3_000 },
    );
  });

  it("are five, six, four and three bytes long", () => {
    for (const format of FORMATS) {
      const record = { ...createRecord(), cell: cellAt(0, 0), format };
      expect(writeRecord(new Uint8Array(8), 0, record)).toBe(RECORD_BYTES[format]);
    }
    expect(RECORD_BYTES).toEqual([5, 6, 4, 3]);
  });

  it("leave what their format has not as it was", () => {
    const record = { ...createRecord(), heading: 1, pitch: 0.3, gesture: 4, x: 1, z: 1, cell: cellAt(1, 1) };
    const out = { ...createRecord(), heading: 9, pitch: 9, gesture: 9 };
    const reader = { onRecord: () => {}, onComplete: () => {} };
    readRuns(frameOf({ ...record, format: FORMAT.far }), out, reader);
    expect(out).toMatchObject({ heading: 9, pitch: 9, gesture: 9 });
    readRuns(frameOf({ ...record, format: FORMAT.step }), out, reader);
    expect(out).toMatchObject({ pitch: 9, gesture: 9 });
    expect(out.heading).toBeCloseTo(1, 1);
  });
});

describe("pose frames", () => {
  it("say for whom they are, when, and how the room is", () => {
    fc.assert(
      fc.property(fc.nat(1 << 20), fc.nat(4_095), fc.nat(4), fc.nat(2), (beat, centre, shedLevel, pace) => {
        const bytes = new Uint8Array(8);
        const length = writeFrameHeader(bytes, { beat, centre, shedLevel, pace });
        const header = readFrameHeader(bytes.subarray(0, length));
        expect(header).toEqual({ beat: beat & 0xffff, centre, shedLevel, pace });
      }),
    );
  });

  it("name the cells of which everybody is listed", () => {
    const record = { ...createRecord(), cell: cellAt(5, 5), x: 5, z: 5 };
    expect(readAll(frameOf(record, true)).complete).toEqual([record.cell]);
    expect(readAll(frameOf(record, false)).complete).toEqual([]);
  });

  it("are told from anything else without an exception, and are never read past their end", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        if (!isPoseFrame(bytes)) return;
        const { records } = readAll(bytes);
        for (const { x, z, heading, pitch, slot, cell } of records) {
          expect(Number.isFinite(x + z + heading + pitch)).toBe(true);
          expect(slot).toBeLessThan(4_096);
          expect(cell).toBeLessThan(4_096);
        }
      }),
      { numRuns: 3_000 },
    );
    const whole = frameOf({ ...createRecord(), cell: cellAt(0, 0) });
    for (let length = 0; length < whole.length; length++) {
      expect(isPoseFrame(whole.subarray(0, length))).toBe(length === 5);
    }
    expect(isPoseFrame(Uint8Array.of(...whole, 0))).toBe(false);
  });
});
