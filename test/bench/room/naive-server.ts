import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type Client, defineRoom, defineServer, Room } from "@colyseus/core";
import { Encoder, schema, t } from "@colyseus/schema";
import { WebSocketTransport } from "@colyseus/ws-transport";
import { serveBench } from "./serve-bench.ts";

/* A room as the Colyseus documentation teaches it: players in a map, positions in floats, patches twenty times a second. */

// In its favour: it does not have to grow the buffer, with a warning and a second encoding, while it is measured.
Encoder.BUFFER_SIZE = 512 * 1024;

const Player = schema({ x: t.float32(), y: t.float32(), z: t.float32(), yaw: t.float32() }, "Player");
const State = schema({ players: t.map(Player) }, "State");

class NaiveRoom extends Room {
  override patchRate = 50;
  override state = new State();

  override onCreate(): void {
    this.onMessage("move", (client: Client, { x, y, z, yaw }: { x: number; y: number; z: number; yaw: number }) => {
      const player = this.state.players.get(client.sessionId);
      if (!player) return;
      player.x = x;
      player.y = y;
      player.z = z;
      player.yaw = yaw;
    });
  }

  override onJoin(client: Client): void {
    this.state.players.set(client.sessionId, new Player({ x: 0, y: 0, z: 0, yaw: 0 }));
  }

  override onLeave(client: Client): void {
    this.state.players.delete(client.sessionId);
  }
}

await serveBench(async () => {
  const server = createServer();
  const colyseus = defineServer({
    transport: new WebSocketTransport({ server }),
    greet: false,
    gracefullyShutdown: false,
    rooms: { naive: defineRoom(NaiveRoom) },
  });
  await colyseus.serverless();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: async () => {} };
});
