import { type Client, ClientState, getMessageBytes, Protocol } from "@colyseus/core";
import { MOVE_MESSAGE, POSES_MESSAGE } from "./protocol/messages.ts";
import { MOVE_BYTES } from "./protocol/poses.ts";

/*
 * The short way between the sockets and the pose channel. A thousand walking visitors are 20,000 messages a second in
 * each direction: what Colyseus and ws do for any message, once for each of them, would be most of the work. So a move
 * is recognised by its bytes, and a frame of poses is wrapped for Colyseus and for WebSocket once and written to every
 * socket as it is. What arrives and what is sent are the same bytes as on the long way.
 */

const NO_BYTES = new Uint8Array(0);
const POSES_PREFIX = getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, POSES_MESSAGE, undefined, NO_BYTES);
const MOVE_PREFIX = getMessageBytes.raw(Protocol.ROOM_DATA_BYTES, MOVE_MESSAGE, undefined, NO_BYTES);

/** RFC 6455, section 5.2: one final binary frame, not masked, and the three widths of its length. */
const FINAL_BINARY = 0x82;
const LENGTH_7_MAX = 125;
const LENGTH_16 = 126;
const LENGTH_16_MAX = 0xffff;

/** Where the eight bytes of a move begin in a message from a browser; −1 when the message is no move. */
export function moveOffset(message: Uint8Array): number {
  if (message.length !== MOVE_PREFIX.length + MOVE_BYTES) return -1;
  for (let index = 0; index < MOVE_PREFIX.length; index++) if (message[index] !== MOVE_PREFIX[index]) return -1;
  return MOVE_PREFIX.length;
}

/**
 * The bytes for the socket of a poses message, shared by all who get it.
 * @throws RangeError for more than 65,000 bytes, which no frame has
 */
export function wrapPoses(frame: Uint8Array): Buffer {
  const length = POSES_PREFIX.length + frame.length;
  if (length > LENGTH_16_MAX) throw new RangeError("a frame of poses is longer than a 16-bit length");
  const header = length > LENGTH_7_MAX ? 4 : 2;
  const bytes = Buffer.allocUnsafe(header + length);
  bytes[0] = FINAL_BINARY;
  if (length > LENGTH_7_MAX) {
    bytes[1] = LENGTH_16;
    bytes.writeUInt16BE(length, 2);
  } else {
    bytes[1] = length;
  }
  bytes.set(POSES_PREFIX, header);
  bytes.set(frame, header + POSES_PREFIX.length);
  return bytes;
}

/** The parts of a ws socket that are used here; `_socket` is where its own sender writes. */
type RawSocket = {
  readonly readyState: number;
  readonly _socket: { readonly writableLength: number; write(bytes: Uint8Array): boolean } | null;
};

/** Bytes that were written to a client's socket and wait to leave this process. */
export function backlogOf(client: Client): number {
  // What ws calls bufferedAmount, less what it holds back to compress: nothing is compressed here.
  return (client.ref as unknown as RawSocket)._socket?.writableLength ?? 0;
}

/** Writes wrapped bytes, in order with everything else that is sent; nothing while the client is joining or leaving. */
export function writeWrapped(client: Client, bytes: Buffer): void {
  const { readyState, _socket: socket } = client.ref as unknown as RawSocket;
  if (client.state === ClientState.JOINED && readyState === OPEN) socket?.write(bytes);
}

/** WebSocket's readyState of an open socket. */
const OPEN = 1;
