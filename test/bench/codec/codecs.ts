import { type Decoder, Encoder, Reflection, schema, t } from "@colyseus/schema";
import { Packr } from "msgpackr";

/** An avatar that walks: metres, radians. */
export type Avatar = { x: number; y: number; z: number; heading: number };

/** One way to tell somebody where everybody is. */
export type Codec = {
  readonly name: string;
  /** Sets up for these avatars, whose places change between the calls. */
  prepare(avatars: readonly Avatar[]): {
    /** All that a room encodes in one tick; each client gets one of the frames. */
    encode(tick: number): readonly Uint8Array[];
    /** Reads a frame. @returns how many avatars it told about */
    decode(bytes: Uint8Array): number;
  };
};

// One update of a thousand must not outgrow it while the clock runs.
Encoder.BUFFER_SIZE = 512 * 1024;

const FloatPlayer = schema({ x: t.float32(), y: t.float32(), z: t.float32(), yaw: t.float32() }, "FloatPlayer");
const FloatState = schema({ players: t.map(FloatPlayer) }, "FloatState");

const metres = () => t.quantized({ min: -128, max: 128, bits: 16 });
const QuantisedPlayer = schema({ x: metres(), y: metres(), z: metres(), yaw: t.angle({ bits: 8 }) }, "QuantisedPlayer");
const QuantisedState = schema({ players: t.map(QuantisedPlayer) }, "QuantisedState");

type Player = { x: number; y: number; z: number; yaw: number };

/** A Colyseus state: setting the fields is a part of encoding, because that is where changes are noted. */
function schemaCodec(
  name: string,
  createState: () => FloatStateOrQuantised,
  createPlayer: (values: Player) => Player,
): Codec {
  return {
    name,
    prepare(avatars) {
      const state = createState();
      const players = avatars.map(({ x, y, z, heading }) => createPlayer({ x, y, z, yaw: heading }));
      const map = state.players as unknown as Map<string, Player>;
      for (const [slot, player] of players.entries()) map.set(`session${String(slot).padStart(4, "0")}`, player);
      const encoder = new Encoder(state);
      const decoder: Decoder = Reflection.decode(Reflection.encode(encoder));
      decoder.decode(encoder.encodeAll());
      encoder.discardChanges();
      return {
        encode() {
          for (const [slot, { x, y, z, heading }] of avatars.entries()) {
            const player = players[slot]!;
            player.x = x;
            player.y = y;
            player.z = z;
            player.yaw = heading;
          }
          const bytes = encoder.encode();
          encoder.discardChanges();
          return [bytes];
        },
        decode(bytes) {
          decoder.decode(bytes);
          return avatars.length;
        },
      };
    },
  };
}

type FloatStateOrQuantised = InstanceType<typeof FloatState> | InstanceType<typeof QuantisedState>;

export const schemaFloat = schemaCodec(
  "schema float32",
  () => new FloatState(),
  (values) => new FloatPlayer(values),
);

export const schemaQuantised = schemaCodec(
  "schema quantised",
  () => new QuantisedState(),
  (values) => new QuantisedPlayer(values),
);

/** A list of objects as a Colyseus message carries it. */
export const msgpack: Codec = {
  name: "msgpack",
  prepare(avatars) {
    const packr = new Packr({ useRecords: false });
    return {
      encode: () => [packr.pack(avatars.map(({ x, y, z, heading }, slot) => ({ slot, x, y, z, yaw: heading })))],
      decode: (bytes) => (packr.unpack(bytes) as unknown[]).length,
    };
  },
};
