import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, ClientState, getMessageBytes, Protocol } from "@colyseus/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { MOVE_MESSAGE, POSES_MESSAGE } from "../../rooms/protocol/messages.ts";
import { encodeMove } from "../../rooms/protocol/poses.ts";
import { backlogOf, moveOffset, wrapPoses, writeWrapped } from "../../rooms/wire.ts";

const onTheLongWay = (frame: Uint8Array) =>
  Buffer.from(getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, POSES_MESSAGE, undefined, frame));

describe("frames on the short way", () => {
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  let served: WebSocket;
  let browser: WebSocket;
  const received: Buffer[] = [];

  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const accepted = new Promise<WebSocket>((resolve) => server.once("connection", resolve));
    browser = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
    browser.on("message", (bytes: Buffer) => received.push(bytes));
    served = await accepted;
    await new Promise((resolve) => browser.once("open", resolve));
  });
  afterAll(async () => {
    browser.terminate();
    server.close();
    await new Promise((resolve) => http.close(resolve));
  });

  it("arrive as the same messages, in order with what is sent on the long way, at every width of their length", async () => {
    const client = { ref: served, state: ClientState.JOINED } as unknown as Client;
    const frames = [0, 1, 117, 118, 119, 120, 500, 30_000].map((length) => new Uint8Array(length).fill(length));
    for (const frame of frames) {
      writeWrapped(client, wrapPoses(frame));
      served.send(onTheLongWay(frame));
    }
    await expect.poll(() => received.length).toBe(frames.length * 2);
    for (const [index, frame] of frames.entries()) {
      expect(received[index * 2]?.equals(onTheLongWay(frame))).toBe(true);
      expect(received[index * 2 + 1]?.equals(onTheLongWay(frame))).toBe(true);
    }
    expect(backlogOf(client)).toBe(0);
  });

  it("are not written to who is joining or leaving", async () => {
    const before = received.length;
    const frame = wrapPoses(new Uint8Array(3));
    writeWrapped({ ref: served, state: ClientState.JOINING } as unknown as Client, frame);
    writeWrapped({ ref: served, state: ClientState.LEAVING } as unknown as Client, frame);
    served.send("last");
    await expect.poll(() => received.at(-1)?.toString()).toBe("last");
    expect(received.length).toBe(before + 1);
  });

  it("are refused when they are longer than their length can say", () => {
    expect(() => wrapPoses(new Uint8Array(65_536))).toThrow(RangeError);
  });
});

describe("moves on the short way", () => {
  const message = (type: string, bytes: Uint8Array) =>
    Buffer.from(getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, type, undefined, bytes));
  const move = encodeMove({ seq: 1, x: 2, z: 3, heading: 0, pitch: 0, moving: true });

  it("are known by their bytes, and nothing else is taken for one", () => {
    const whole = message(MOVE_MESSAGE, move);
    const at = moveOffset(whole);
    expect(whole.subarray(at).equals(move)).toBe(true);
    expect(moveOffset(whole.subarray(0, -1))).toBe(-1);
    expect(moveOffset(Buffer.concat([whole, Buffer.of(0)]))).toBe(-1);
    expect(moveOffset(message("mova", move))).toBe(-1);
    expect(moveOffset(message(MOVE_MESSAGE, move.subarray(1)))).toBe(-1);
    expect(moveOffset(Buffer.alloc(0))).toBe(-1);
  });
});
