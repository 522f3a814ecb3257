import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type WebSocket, WebSocketServer } from "ws";
import { TICK_MS } from "../../../rooms/protocol/limits.ts";
import { LIMIT_POSE_BYTES, LIMIT_RECORD_BYTES } from "./limit-pose.ts";
import { serveBench } from "./serve-bench.ts";

/*
 * The practical limit of sockets: no rooms, no rules. Keeps the newest pose of everybody in one buffer and sends a copy
 * of it to everybody, twenty times a second.
 */

await serveBench(async ({ visitors }) => {
  const server = createServer();
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  const poses = Buffer.alloc(visitors * LIMIT_RECORD_BYTES);
  const taken: boolean[] = new Array(visitors).fill(false);
  let slots = 0;
  sockets.on("connection", (socket: WebSocket) => {
    const free = taken.indexOf(false);
    const slot = free < 0 ? visitors - 1 : free;
    taken[slot] = true;
    slots = Math.max(slots, slot + 1);
    const welcome = Buffer.alloc(2);
    welcome.writeUInt16LE(slot);
    poses.writeUInt16LE(slot, slot * LIMIT_RECORD_BYTES);
    socket.send(welcome);
    socket.on("message", (pose: Buffer) => {
      if (pose.length === LIMIT_POSE_BYTES) pose.copy(poses, slot * LIMIT_RECORD_BYTES + 2, 3);
    });
    socket.on("error", () => {});
    socket.on("close", () => {
      taken[slot] = false;
      slots = taken.lastIndexOf(true) + 1;
    });
  });
  const ticks = setInterval(() => {
    const batch = Buffer.from(poses.subarray(0, slots * LIMIT_RECORD_BYTES));
    for (const socket of sockets.clients) socket.send(batch);
  }, TICK_MS);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      clearInterval(ticks);
      for (const socket of sockets.clients) socket.terminate();
      server.close();
    },
  };
});
