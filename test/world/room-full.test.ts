import { matchMaker, type Room } from "@colyseus/core";
import { afterEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { SHOWROOM_ROOM } from "../../rooms/protocol/room/messages.ts";
import { PROTOCOL_VERSION } from "../../rooms/protocol/version.ts";
import { type Answer, ask, startVisit, takeTicket } from "../support/ask.ts";
import { openSeat } from "../support/bare-socket.ts";
import { FIXTURE } from "../support/fixture-shop.ts";
import { type RunningApp, startApp } from "../support/start-app.ts";
import { waitFor } from "../support/wait.ts";

const { showroomId } = FIXTURE;
let app: RunningApp;

afterEach(() => app?.close());

async function open(visitorsMax: number, roomsMax: number): Promise<void> {
  app = await startApp({
    settings: { ROOM_VISITORS_MAX: String(visitorsMax), SHOWROOM_ROOMS_MAX: String(roomsMax), DRAIN_SECONDS: "8" },
  });
}

type Guest = { readonly token: string; ticket: string };

const invite = (count: number): Promise<Guest[]> =>
  Promise.all(
    Array.from({ length: count }, async (_, index) => {
      const { token } = await startVisit(app.url, showroomId, `Guest ${index}`);
      return { token, ticket: await takeTicket(app.url, showroomId, token) };
    }),
  );

const join = ({ ticket }: Guest): Promise<Answer> =>
  ask(app.url, `POST /matchmake/joinOrCreate/${SHOWROOM_ROOM}`, {
    body: { showroomId, ticket, version: PROTOCOL_VERSION },
  });

const outcomeOf = ({ status, body }: Answer): string => (status === 200 ? "in" : `${status} ${body.error}`);

function countOutcomes(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const answer of answers) counts[outcomeOf(answer)] = (counts[outcomeOf(answer)] ?? 0) + 1;
  return counts;
}

async function listRooms(): Promise<Room[]> {
  const listings = await matchMaker.query({ name: SHOWROOM_ROOM });
  return listings.map(({ roomId }) => matchMaker.getLocalRoomById(roomId) as Room);
}

/** Begins to take a seat and thinks better of it. */
function hangUp({ processId, roomId, sessionId }: Answer["body"]): void {
  const socket = new WebSocket(`${app.wsUrl}/${processId}/${roomId}?sessionId=${sessionId}`);
  socket.on("error", () => {});
  socket.terminate();
}

/** Everybody in the state: here or away. */
const visitorsIn = (room: Room): number => Reflect.get(room.state as object, "visitors").size;

describe("200 who join at once a hall of 60 seats", () => {
  it("come in until it is full; all others are told so, keep their tickets, and follow when somebody leaves", async () => {
    await open(60, 1);
    const guests = await invite(200);
    const answers = await Promise.all(guests.map(join));
    expect(countOutcomes(answers)).toEqual({ in: 60, "503 ROOM_FULL": 140 });
    const inside = answers.filter(({ status }) => status === 200);
    const sockets = await Promise.all(inside.map(({ body }) => openSeat(app, body)));
    const [room] = await listRooms();
    expect(await listRooms()).toHaveLength(1);
    expect([room?.clients.length, visitorsIn(room as Room)]).toEqual([60, 60]);

    const refused = guests.filter((_, index) => answers[index]?.status === 503);
    expect(outcomeOf(await join(refused[0] as Guest))).toBe("503 ROOM_FULL");
    sockets[0]?.close(4000);
    const [first, second] = refused as [Guest, Guest];
    await waitFor("the seat to be free", async () => (await join(first)).status === 200);
    // The ticket that was refused before was good all along; the seat it took was the only one.
    expect(outcomeOf(await join(second))).toBe("503 ROOM_FULL");
    for (const socket of sockets) socket.terminate();
  }, 60_000);
});

describe("a full showroom", () => {
  it("opens as many rooms as it may, however many ask at once, and no room has one visitor too many", async () => {
    await open(5, 3);
    const guests = await invite(40);
    const answers = await Promise.all(guests.map(join));
    expect(countOutcomes(answers)).toEqual({ in: 15, "503 ROOM_FULL": 25 });
    await Promise.all(answers.filter(({ status }) => status === 200).map(({ body }) => openSeat(app, body)));
    expect((await listRooms()).map(visitorsIn)).toEqual([5, 5, 5]);
  });

  it("answers one request once: a ticket that is sent twice at the last seat is used by one of them", async () => {
    await open(1, 1);
    const [guest] = (await invite(1)) as [Guest];
    const answers = await Promise.all([join(guest), join(guest)]);
    expect(countOutcomes(answers)).toEqual({ in: 1, "401 TICKET_USED": 1 });
    await openSeat(app, answers.find(({ status }) => status === 200)?.body);
  });

  it("keeps the seat of who is away, lets them come back to it, and gives it to nobody else", async () => {
    await open(2, 1);
    const [mia, tom, eve] = (await invite(3)) as [Guest, Guest, Guest];
    const miasSocket = await openSeat(app, (await join(mia)).body);
    await openSeat(app, (await join(tom)).body);
    const [room] = (await listRooms()) as [Room];
    miasSocket.terminate();
    await waitFor("Mia to be away", () => room.clients.length === 1);
    expect(visitorsIn(room)).toBe(2);
    expect(outcomeOf(await join(eve))).toBe("503 ROOM_FULL");
    mia.ticket = await takeTicket(app.url, showroomId, mia.token);
    await openSeat(app, (await join(mia)).body);
    expect([room.clients.length, visitorsIn(room)]).toEqual([2, 2]);
    expect(outcomeOf(await join(eve))).toBe("503 ROOM_FULL");
  });

  it("holds its limit while visitors come in twice, hang up while joining, and drop", async () => {
    await open(10, 1);
    const guests = await invite(14);
    let most = 0;
    const watch = setInterval(async () => {
      for (const room of await listRooms()) most = Math.max(most, room.clients.length, visitorsIn(room));
    }, 1);
    const codes = new Set<string>();
    const visit = async (guest: Guest, index: number) => {
      for (let round = 0; round < 4; round++) {
        guest.ticket = await takeTicket(app.url, showroomId, guest.token);
        const answer = await join(guest);
        codes.add(outcomeOf(answer));
        if (answer.status !== 200) continue;
        // Some hang up before they are in, some after; some come in again while they are still there.
        if ((index + round) % 3 === 0) hangUp(answer.body);
        else {
          const socket = await openSeat(app, answer.body);
          if ((index + round) % 3 === 1) socket.terminate();
        }
      }
    };
    await Promise.all([...guests, ...guests].map(visit));
    clearInterval(watch);
    expect([...codes].sort()).toEqual(["503 ROOM_FULL", "in"]);
    expect(most).toBe(10);
    expect(await listRooms()).toHaveLength(1);
  }, 60_000);

  it("gives a promised seat to somebody else when nobody comes for it", async () => {
    await open(2, 1);
    const [mia, tom, eve] = (await invite(3)) as [Guest, Guest, Guest];
    await openSeat(app, (await join(tom)).body);
    expect(outcomeOf(await join(mia))).toBe("in");
    expect(outcomeOf(await join(eve))).toBe("503 ROOM_FULL");
    const answer = await waitFor(
      "Eve to get the seat",
      async () => {
        const asked = await join(eve);
        return asked.status === 200 && asked;
      },
      12_000,
    );
    await openSeat(app, answer.body);
    expect((await listRooms()).map(visitorsIn)).toEqual([2]);
  });
});
