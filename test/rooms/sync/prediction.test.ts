import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TICK_MS, WALK_SPEED_MPS } from "../../../rooms/protocol/limits.ts";
import {
  createMove,
  decodeCorrection,
  encodeCorrection,
  encodeMove,
  readMove,
} from "../../../rooms/protocol/room/poses.ts";
import { createMover, refillReserve, takeMove } from "../../../rooms/simulation/motion.ts";
import { isFree, spaceOf } from "../../../rooms/simulation/space.ts";
import { advance, correct, createPrediction, nextMove } from "../../../rooms/sync/prediction.ts";
import { gallery } from "../../support/gallery.ts";

const space = spaceOf(gallery);
const start = { x: 0, z: 4, heading: 0, pitch: 0, moving: false };

describe("the prediction", () => {
  it("M4 agrees with the room on every walk: no honest walker is ever corrected", () => {
    const direction = fc.record({
      angle: fc.double({ min: 0, max: 7, noNaN: true }),
      ticks: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(fc.array(direction, { maxLength: 12 }), (legs) => {
        const own = createPrediction(space, start);
        const mover = createMover(start);
        for (const leg of legs) {
          for (let tick = 0; tick < leg.ticks; tick++) {
            for (let frame = 0; frame < 3; frame++) {
              advance(own, Math.cos(leg.angle), Math.sin(leg.angle), WALK_SPEED_MPS, TICK_MS / 3000);
            }
            refillReserve(mover, TICK_MS);
            const move = createMove();
            expect(readMove(encodeMove(nextMove(own)), 0, move)).toBe(true);
            expect(takeMove(space, mover, move)).toBe("taken");
          }
        }
      }),
    );
  });

  it("ends with the room after a correction, walking again what came after it", () => {
    const own = createPrediction(space, start);
    const moves = [];
    for (let tick = 0; tick < 6; tick++) {
      advance(own, 1, 0, WALK_SPEED_MPS, TICK_MS / 1000);
      moves.push(nextMove(own));
    }
    const third = moves[2];
    const off = correct(own, { seq: third?.seq ?? 0, x: -2, z: 4 });
    const step = (WALK_SPEED_MPS * TICK_MS) / 1000;
    expect(own.x).toBeCloseTo(-2 + 3 * step, 5);
    expect(off).toBeCloseTo(2 + 3 * step, 5);
  });

  it("fades a small correction in without a visible jump", () => {
    const own = createPrediction(space, start);
    advance(own, 1, 0, WALK_SPEED_MPS, TICK_MS / 1000);
    const move = nextMove(own);
    const drawn = own.x + own.offset.x;
    correct(own, { seq: move.seq, x: own.x - 0.4, z: own.z });
    expect(own.x + own.offset.x).toBeCloseTo(drawn, 9);
    for (let frame = 0; frame < 60; frame++) advance(own, 0, 0, 0, 1 / 60);
    expect(Math.abs(own.offset.x)).toBeLessThan(0.002);
  });

  it("stays free whatever place a correction names, for whatever move", () => {
    const place = fc.record({
      x: fc.double({ min: -6.5, max: 6.5, noNaN: true }),
      z: fc.double({ min: -5.5, max: 5.5, noNaN: true }),
      seq: fc.nat(0xffff),
    });
    fc.assert(
      fc.property(place, fc.nat(20), ({ x, z, seq }, walked) => {
        fc.pre(isFree(space, { x, z }));
        const own = createPrediction(space, start);
        for (let tick = 0; tick < walked; tick++) {
          advance(own, 0.6, -0.8, WALK_SPEED_MPS, TICK_MS / 1000);
          nextMove(own);
        }
        correct(own, { seq: seq % (walked + 2), x, z });
        expect(isFree(space, own)).toBe(true);
        const correction = decodeCorrection(encodeCorrection({ seq, x, z }));
        if (correction) correct(own, correction);
        expect(Math.hypot(own.x, own.z)).toBeLessThan(10);
      }),
    );
  });
});
