import type { Server as HttpServer, RequestListener } from "node:http";
import { performance } from "node:perf_hooks";
import { defineRoom, defineServer, matchMaker } from "@colyseus/core";
import { createReception } from "../../rooms/entry/reception.ts";
import type { ProcessLoad, RoomPorts } from "../../rooms/ports.ts";
import { SOCKET_MESSAGE_MAX_BYTES } from "../../rooms/protocol/limits.ts";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";
import { createShowroomRoom } from "../../rooms/socket/showroom-room.ts";
import type { OriginPolicy } from "../http/origins.ts";
import type { RateLimits } from "../http/rate-limit.ts";
import type { Config } from "../process/config.ts";
import type { Logger } from "../process/log.ts";
import { installRoomDoor } from "./room-door.ts";
import { SocketTransport } from "./socket-transport.ts";

export type RoomsDeps = {
  readonly server: HttpServer;
  /** Answers requests that are not about rooms. */
  readonly answer: RequestListener;
  readonly config: Config;
  readonly log: Logger;
  readonly origins: OriginPolicy;
  readonly rateLimits: RateLimits;
  readonly ports: RoomPorts;
  /** Nobody new is let in while the server is stopping. */
  isDraining(): boolean;
};

export type RunningRooms = {
  /** Tells the visitors, closes their sockets and waits until every room has ended. */
  close(): Promise<void>;
};

/** Reads from the event loop how much the process has worked. */
export const processLoad: ProcessLoad = { busyMs: () => performance.eventLoopUtilization().active };

/** What the rooms say to their visitors: reconnection is tried again after about this long. */
const GOODBYE_SECONDS = 1;

/** Binds Colyseus to the HTTP server, behind the door, ready for the server to listen. */
export async function openRooms(deps: RoomsDeps): Promise<RunningRooms> {
  const { server, answer, config, log, origins, rateLimits, ports, isDraining } = deps;
  const showroomRoom = createShowroomRoom(ports);
  const { ROOM_VISITORS_MAX: visitorsMax, SHOWROOM_ROOMS_MAX: roomsMax } = config;
  const reception = createReception({ ports, visitorsMax, roomsMax });
  const colyseus = defineServer({
    transport: new SocketTransport({ server, maxPayload: SOCKET_MESSAGE_MAX_BYTES }),
    greet: false,
    gracefullyShutdown: false,
    logger: bridgeLog(log.child({ part: "colyseus" })),
    rooms: { [SHOWROOM_ROOM]: defineRoom(showroomRoom).filterBy(["showroomId"]) },
  });
  // Binds everything but the port: listening is the caller's, who can tell a taken port from a broken server.
  await colyseus.serverless();
  server.removeAllListeners("error");
  server.on("error", (error) => log.error({ err: error }, "The web server reported an error"));
  installRoomDoor(server, answer, {
    origins,
    rateLimits,
    trustedHops: config.TRUST_PROXY,
    log,
    isDraining,
    enter: reception.enter,
  });
  return {
    async close() {
      for (const { roomId } of await matchMaker.query({ processId: matchMaker.processId })) sayGoodbye(roomId);
      await colyseus.gracefullyShutdown(false);
    },
  };
}

function sayGoodbye(roomId: string): void {
  const room: unknown = matchMaker.getLocalRoomById(roomId);
  if (typeof room === "object" && room !== null && "drain" in room && typeof room.drain === "function") {
    room.drain(GOODBYE_SECONDS);
  }
}

/** Colyseus logs like the console does: any number of values. */
function bridgeLog(log: Logger) {
  const say =
    (level: "error" | "warn" | "info" | "debug" | "trace") =>
    (...values: unknown[]) =>
      log[level](values.map(String).join(" "));
  return { error: say("error"), warn: say("warn"), info: say("info"), debug: say("debug"), trace: say("trace") };
}
