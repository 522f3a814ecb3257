import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, ClientState, getMessageBytes, Protocol } from "@colyseus/core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
import { MOVE_MESSAGE, POSES_MESSAGE } from "../../../rooms/protocol/room/messages.ts";
import { createMove, encodeMove, readMove } from "../../../rooms/protocol/room/poses.ts";
import { backlogOf, interceptMoves, wrapPoses, writeWrapped } from "../../../rooms/socket/wire.ts";

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
  const http = createServer();
  const server = new WebSocketServer({ server: http });
  const moveOf = (seq: number) => encodeMove({ seq, x: 2, z: 3, heading: 0, pitch: 0, moving: true });
  const messageOf = (type: string, bytes: Uint8Array) =>
    Buffer.from(getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, type, undefined, bytes));
  let browser: WebSocket;
  let wire: { write(bytes: Uint8Array): boolean };
  /** The other end of it. */
  let arriving: { readonly bytesRead: number };
  /** What came, in order: the seq of a move on the short way, the text of what ws was left with. */
  let came: (number | string)[] = [];
  let refuses = false;

  beforeAll(async () => {
    await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
    const accepted = new Promise<WebSocket>((resolve) => server.once("connection", resolve));
    browser = new WebSocket(`ws://127.0.0.1:${(http.address() as AddressInfo).port}`);
    const served = await accepted;
    await new Promise((resolve) => browser.once("open", resolve));
    wire = Reflect.get(browser, "_socket");
    arriving = Reflect.get(served, "_socket");
    served.on("message", (bytes: Buffer) => came.push(bytes.toString("latin1")));
    interceptMoves({ ref: served } as unknown as Client, (message, at) => {
      const move = createMove();
      if (refuses || !readMove(message, at, move)) return false;
      came.push(move.seq);
      return true;
    });
  });
  afterAll(async () => {
    browser.terminate();
    server.close();
    await new Promise((resolve) => http.close(resolve));
  });
  beforeEach(() => {
    came = [];
    refuses = false;
  });

  /** The bytes that a browser's socket writes for a short message: RFC 6455, section 5.2. */
  const framed = (payload: Uint8Array) => {
    const mask = Buffer.of(0x5a, 0x00, 0xff, 0x13);
    const masked = Buffer.from(payload.map((byte, index) => byte ^ (mask[index & 3] as number)));
    return Buffer.concat([Buffer.of(0x82, 0x80 | payload.length), mask, masked]);
  };

  it("are taken as they arrive, and everything between them reaches ws in order", async () => {
    browser.send(messageOf(MOVE_MESSAGE, moveOf(1)));
    browser.send("words");
    browser.send(messageOf("mova", moveOf(2)));
    browser.send(messageOf(MOVE_MESSAGE, moveOf(3).subarray(1)));
    browser.send(messageOf(MOVE_MESSAGE, moveOf(4)));
    const long = messageOf(MOVE_MESSAGE, Buffer.concat([moveOf(5), Buffer.of(0)]));
    browser.send(long);
    browser.send("end");
    await expect.poll(() => came.at(-1)).toBe("end");
    const texts = [messageOf("mova", moveOf(2)), messageOf(MOVE_MESSAGE, moveOf(3).subarray(1)), long];
    const [mova, short, longer] = texts.map((each) => each.toString("latin1"));
    // Who is behind a stranger in one chunk goes ws's way too; all that matters is that nothing is lost or overtaken.
    const seqOf = (entry: number | string) =>
      typeof entry === "string" && entry === messageOf(MOVE_MESSAGE, moveOf(4)).toString("latin1") ? 4 : entry;
    expect(came.map(seqOf)).toEqual([1, "words", mova, short, 4, longer, "end"]);
  });

  it("survive being cut anywhere and glued together", async () => {
    const stream = Buffer.concat([
      framed(messageOf(MOVE_MESSAGE, moveOf(7))),
      framed(Buffer.from("words")),
      framed(messageOf(MOVE_MESSAGE, moveOf(8))),
    ]);
    const move = (seq: number) => [seq, messageOf(MOVE_MESSAGE, moveOf(seq)).toString("latin1")];
    for (let cut = 1; cut < stream.length; cut++) {
      came = [];
      const readBefore = arriving.bytesRead;
      wire.write(stream.subarray(0, cut));
      await expect.poll(() => arriving.bytesRead, { interval: 1 }).toBe(readBefore + cut);
      wire.write(stream.subarray(cut));
      await expect.poll(() => came.length, { interval: 1 }).toBe(3);
      expect(move(7)).toContain(came[0]);
      expect(came[1]).toBe("words");
      expect(move(8)).toContain(came[2]);
    }
  });

  it("go to ws when they are refused", async () => {
    refuses = true;
    browser.send(messageOf(MOVE_MESSAGE, moveOf(9)));
    await expect.poll(() => came).toEqual([messageOf(MOVE_MESSAGE, moveOf(9)).toString("latin1")]);
  });
});
