import { Protocol } from "@colyseus/core";
import { ask } from "../../support/ask.ts";
import { type Bot, openSocket } from "./bot.ts";

/**
 * Takes a seat over HTTP and opens the socket by hand, as the SDK does but without its objects. The handshake is
 * acknowledged; every message after it goes to `onMessage`.
 * @returns the session id
 */
export async function joinColyseus(
  bot: Bot,
  url: string,
  room: string,
  options: unknown,
  onMessage: (bytes: Buffer) => void,
  onHandshake: (bytes: Buffer) => void = () => {},
): Promise<string> {
  const { status, body: seat } = await ask(url, `POST /matchmake/joinOrCreate/${room}`, { body: options });
  if (status !== 200) throw new Error(`no seat: ${status} ${JSON.stringify(seat)}`);
  const address = `${url.replace("http", "ws")}/${seat.processId}/${seat.roomId}?sessionId=${seat.sessionId}`;
  await new Promise<void>((resolve, reject) => {
    let isJoined = false;
    openSocket(bot, address, (bytes) => {
      if (isJoined) return onMessage(bytes);
      if (bytes[0] !== Protocol.JOIN_ROOM) return reject(new Error("the room refused"));
      isJoined = true;
      onHandshake(bytes);
      bot.socket?.send(Uint8Array.of(Protocol.JOIN_ROOM));
      resolve();
    });
    bot.socket?.once("close", (code) => reject(new Error(`closed with ${code} while joining`)));
  });
  return seat.sessionId;
}
