import { type Client, ClientState, getMessageBytes, Protocol } from "@colyseus/core";
import type { Outlet } from "../ports.ts";
import { MOVE_MESSAGE, POSES_MESSAGE } from "../protocol/room/messages.ts";
import { MOVE_BYTES } from "../protocol/room/poses.ts";

/*
 * The short way between the sockets and the pose channel. A thousand walking visitors are 20,000 messages a second in
 * each direction: what Colyseus and ws do for any message, once for each of them, would be most of the work. So a move
 * is recognised by its bytes as they arrive, and a frame of poses is wrapped for Colyseus and for WebSocket once and written to every
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

/** A move with its prefix, and the header of its frame: short enough for a length of seven bits, masked with four bytes. */
const MOVE_MESSAGE_BYTES = MOVE_PREFIX.length + MOVE_BYTES;
const MASKED = 0x80;
const MASK_AT = 2;
const MOVE_AT = 6;

/**
 * Takes the moves out of what arrives on a client's socket before ws reads it. Whatever else comes, a move that `take`
 * refuses and everything after it go to ws as they are.
 * @param take is given a message's bytes, good until it returns, and where the move's eight bytes begin
 */
export function interceptMoves(client: Client, take: (message: Uint8Array, at: number) => boolean): void {
  const { _socket: socket, _receiver: receiver } = client.ref as unknown as RawSocket;
  const [library] = socket?.listeners("data") ?? [];
  if (!socket || !library) return;
  socket.removeListener("data", library);
  socket.on("data", (chunk) => {
    const rest = isAtRest(receiver) ? takeMoves(chunk, take) : 0;
    if (rest < chunk.length) library.call(socket, rest === 0 ? chunk : chunk.subarray(rest));
  });
}

/** Whether ws waits for the first byte of a message, with nothing kept from before. */
function isAtRest({ _state, _bufferedBytes, _fragments }: RawSocket["_receiver"]): boolean {
  return _state === 0 && _bufferedBytes === 0 && _fragments.length === 0;
}

const message = new Uint8Array(MOVE_MESSAGE_BYTES);

/** @returns the offset after the moves that a chunk begins with */
function takeMoves(chunk: Uint8Array, take: (message: Uint8Array, at: number) => boolean): number {
  let at = 0;
  while (chunk.length - at >= MOVE_AT + MOVE_MESSAGE_BYTES) {
    if (chunk[at] !== FINAL_BINARY || chunk[at + 1] !== (MASKED | MOVE_MESSAGE_BYTES)) break;
    for (let index = 0; index < MOVE_MESSAGE_BYTES; index++) {
      message[index] = (chunk[at + MOVE_AT + index] as number) ^ (chunk[at + MASK_AT + (index & 3)] as number);
    }
    if (!isMove() || !take(message, MOVE_PREFIX.length)) break;
    at += MOVE_AT + MOVE_MESSAGE_BYTES;
  }
  return at;
}

function isMove(): boolean {
  for (let index = 0; index < MOVE_PREFIX.length; index++) if (message[index] !== MOVE_PREFIX[index]) return false;
  return true;
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

type DataListener = (chunk: Uint8Array) => void;

/** The parts of a ws socket that are used here: `_socket` is where its own sender writes, `_receiver` what it reads with. */
type RawSocket = {
  readonly readyState: number;
  readonly _socket: {
    readonly writableLength: number;
    write(bytes: Uint8Array): boolean;
    listeners(event: "data"): DataListener[];
    on(event: "data", listener: DataListener): void;
    removeListener(event: "data", listener: DataListener): void;
  } | null;
  readonly _receiver: {
    readonly _state: number;
    readonly _bufferedBytes: number;
    readonly _fragments: readonly unknown[];
  };
};

/** Bytes that were written to a client's socket and wait to leave this process. */
export function backlogOf(client: Outlet): number {
  // What ws calls bufferedAmount, less what it holds back to compress: nothing is compressed here.
  return (client.ref as unknown as RawSocket)._socket?.writableLength ?? 0;
}

/** Writes wrapped bytes, in order with everything else that is sent; nothing while the client is joining or leaving. */
export function writeWrapped(client: Outlet, bytes: Buffer): void {
  const { readyState, _socket: socket } = client.ref as unknown as RawSocket;
  if (client.state === ClientState.JOINED && readyState === OPEN) socket?.write(bytes);
}

/** WebSocket's readyState of an open socket. */
const OPEN = 1;
