import WebSocket from "ws";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";
import { PROTOCOL_VERSION } from "../../rooms/protocol/version.ts";
import { ask, startVisit, takeTicket } from "./ask.ts";
import { FIXTURE } from "./fixture-shop.ts";
import type { RunningApp } from "./start-app.ts";

/** Colyseus's code for "I have read your handshake". */
const JOIN_ROOM = 10;

/** The answer to a join. */
type Seat = { readonly processId: string; readonly roomId: string; readonly sessionId: string };

/** Joins the fixture's room by hand and gives the socket itself, to send, stall or break as a test likes. */
export async function openBareSocket(
  app: RunningApp,
  name: string,
  onMessage?: (bytes: Buffer) => void,
): Promise<WebSocket> {
  const { showroomId } = FIXTURE;
  const guest = await startVisit(app.url, showroomId, name);
  const ticket = await takeTicket(app.url, showroomId, guest.token);
  const join = { showroomId, ticket, version: PROTOCOL_VERSION };
  const { body: seat } = await ask(app.url, `POST /matchmake/joinOrCreate/${SHOWROOM_ROOM}`, { body: join });
  return openSeat(app, seat, onMessage);
}

/** Takes a reserved seat with a socket. @param onMessage gets everything from the handshake on */
export async function openSeat(
  app: RunningApp,
  { processId, roomId, sessionId }: Seat,
  onMessage: (bytes: Buffer) => void = () => {},
): Promise<WebSocket> {
  const socket = new WebSocket(`${app.wsUrl}/${processId}/${roomId}?sessionId=${sessionId}`);
  socket.on("error", () => {});
  socket.on("message", onMessage);
  await new Promise((resolve) => socket.once("message", resolve));
  socket.send(Uint8Array.of(JOIN_ROOM));
  return socket;
}
