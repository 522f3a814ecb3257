import { randomBytes } from "node:crypto";
import { ClientState, matchMaker, Protocol, type Room } from "@colyseus/core";
import { type Decoder, type Encoder, Reflection } from "@colyseus/schema";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { seedProducts, seedShowroom } from "../../assets/showroom/seed-content.ts";
import { suggestName } from "../../client-demo/visit/panels/friendly-name.ts";
import { PatchSerializer } from "../../rooms/socket/patch-serializer.ts";
import { ExhibitState, ShowroomState, VisitorState } from "../../rooms/state/showroom-state.ts";
import { openBareSocket } from "../support/bare-socket.ts";
import { createRandom } from "../support/random.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

type Reader = { readonly decoder: Decoder<ShowroomState>; readonly bytes: number[] };

/** A state, and those who follow it through the real bytes. */
function openState() {
  const state = new ShowroomState();
  const serializer = new PatchSerializer();
  serializer.reset(state);
  const readers: Reader[] = [];
  const clients: unknown[] = [];
  return {
    state,
    serializer,
    readers,
    comeIn(): Reader {
      const decoder: Decoder<ShowroomState> = Reflection.decode(serializer.handshake() as Buffer);
      const full = serializer.getFullState();
      decoder.decode(full.subarray(1));
      const reader: Reader = { decoder, bytes: [full.length] };
      const raw = (bytes: Uint8Array) => {
        decoder.decode(bytes.subarray(1));
        reader.bytes.push(bytes.length);
      };
      readers.push(reader);
      clients.push({ state: ClientState.JOINED, raw });
      return reader;
    },
    patch: () => serializer.applyPatches(clients as never, state),
  };
}

const step = fc.oneof(
  fc.record({ does: fc.constantFrom("enter", "leave", "drop"), who: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ does: fc.constantFrom("grab", "place", "sell"), who: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ does: fc.constantFrom("read", "patch"), who: fc.constant(0) }),
);

function furnish(state: ShowroomState): void {
  for (const index of [0, 1, 2]) {
    state.exhibits.set(`exhibit-${index}`, new ExhibitState({ productId: `product-${index}` }));
    state.stock.set(`variant-${index}`, 10);
  }
}

function change(state: ShowroomState, does: string, who: number): void {
  const id = `v_${who}`;
  const visitor = state.visitors.get(id);
  const exhibit = state.exhibits.get(`exhibit-${who}`);
  if (does === "enter" && !visitor) state.visitors.set(id, new VisitorState({ name: id, slot: who + 1 }));
  if (does === "leave") state.visitors.delete(id);
  if (does === "drop" && visitor) visitor.connected = !visitor.connected;
  if (does === "grab" && exhibit) exhibit.heldBy = exhibit.heldBy === id ? "" : id;
  if (does === "place" && exhibit) exhibit.x += 1;
  if (does === "sell") state.stock.set(`variant-${who}`, (state.stock.get(`variant-${who}`) ?? 0) - 1);
}

describe("a full state and the patches after it", () => {
  it("say the same to everybody, whenever they came in between two patches", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { state, readers, comeIn, patch } = openState();
        furnish(state);
        comeIn();
        for (const { does, who } of steps) {
          if (does === "read") expect(comeIn().decoder.state.toJSON()).toEqual(state.toJSON());
          else if (does === "patch") patch();
          else change(state, does, who);
        }
        patch();
        for (const { decoder } of readers) expect(decoder.state.toJSON()).toEqual(state.toJSON());
      }),
      { numRuns: 400 },
    );
  });

  it("are encoded as a whole once between two patches, however many come in", () => {
    const { state, serializer, comeIn, patch } = openState();
    furnish(state);
    let encoded = 0;
    const encoder = Reflect.get(serializer, "encoder") as Encoder;
    const { encodeAll } = encoder;
    encoder.encodeAll = (...parameters) => {
      encoded++;
      return encodeAll(...parameters);
    };
    for (let index = 0; index < 50; index++) {
      state.visitors.set(`v_${index}`, new VisitorState({ name: `Visitor ${index}`, slot: index + 1 }));
      expect(comeIn().decoder.state.visitors.size).toBe(index + 1);
    }
    expect(encoded).toBe(1);
    patch();
    comeIn();
    comeIn();
    expect(encoded).toBe(2);
  });
});

/** Names as people write them, from short to the longest that is allowed. */
const NAMES = [
  "Jo",
  "Mia Hansen",
  "Jonathan",
  "Ľubomír Novák",
  "山田太郎",
  "Anne-Sophie Lindqvist",
  "Zoë",
  "M".repeat(24),
];

describe("the roster of a thousand in the demo showroom", () => {
  it("comes in at most 64 kB, and a newcomer costs the others a line", () => {
    const { state, serializer, comeIn, patch } = openState();
    const random = createRandom(7);
    for (const { id, productId, variantId, transform } of seedShowroom.layout.exhibits) {
      state.exhibits.set(id, new ExhibitState({ productId, variantId: variantId ?? "", ...transform }));
    }
    for (const { variants } of seedProducts) for (const { id, stock } of variants) state.stock.set(id, stock);
    const enter = (slot: number) => {
      const name = slot % 2 === 0 ? suggestName(random) : (NAMES[Math.floor(random() * NAMES.length)] as string);
      const id = `v_${randomBytes(12).toString("base64url")}`;
      state.visitors.set(id, new VisitorState({ name, colour: slot % 12, slot }));
      return id;
    };
    for (let slot = 1; slot < 1_000; slot++) enter(slot);
    patch();
    const reader = comeIn();
    const id = enter(1_000);
    patch();
    expect(reader.bytes[1]).toBeLessThan(80);
    expect(serializer.getFullState().length).toBeLessThan(64_000);
    state.visitors.delete(id);
    patch();
    expect(reader.bytes[2]).toBeLessThan(10);
  });
});

describe("a room that others enter and leave", () => {
  let app: RunningApp;
  beforeAll(async () => {
    app = await startApp({ settings: { ROOM_VISITORS_MAX: "100" } });
  });
  afterAll(() => app?.close());

  it("sends who is there nothing but the entries of those who come and go", async () => {
    const heard = { full: 0, patches: 0 };
    await openBareSocket(app, "Mia", (bytes) => {
      if (bytes[0] === Protocol.ROOM_STATE) heard.full += bytes.length;
      if (bytes[0] === Protocol.ROOM_STATE_PATCH) heard.patches += bytes.length;
    });
    const [listing] = await matchMaker.query({});
    const room = matchMaker.getLocalRoomById(listing?.roomId ?? "") as Room;
    expect(Reflect.get(room, "_serializer")).toBeInstanceOf(PatchSerializer);
    const size = () => Reflect.get(room.state as object, "visitors").size;
    await waitFor("the state", () => heard.full > 0);
    const { full, patches } = heard;
    const others = await Promise.all(Array.from({ length: 40 }, (_, index) => openBareSocket(app, `Visitor ${index}`)));
    await waitFor("everybody", () => size() === 41);
    await waitFor("their entries", () => heard.patches - patches > 40 * 30);
    for (const socket of others) socket.close(4000);
    await waitFor("nobody else", () => size() === 1);
    await waitFor("a patch more", () => room.clients.length === 1);
    expect(heard.full).toBe(full);
    expect(heard.patches - patches).toBeLessThan(40 * 80);
  });
});
