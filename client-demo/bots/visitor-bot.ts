import type { GuestSession } from "../../rooms/protocol/identity.ts";
import { TICK_MS, WALK_SPEED_MPS } from "../../rooms/protocol/limits.ts";
import type { ServerMessages } from "../../rooms/protocol/room/messages.ts";
import type { ShowroomLayout } from "../../rooms/protocol/showroom.ts";
import { type Point, spaceOf } from "../../rooms/simulation/space.ts";
import type { ShowroomState } from "../../rooms/state/showroom-state.ts";
import { advance } from "../../rooms/sync/prediction.ts";
import { openRoomSession, type RoomSession } from "../sdk/room-session.ts";

export type BotOptions = {
  readonly url: string;
  readonly showroomId: string;
  readonly layout: ShowroomLayout;
  readonly name: string;
  readonly analytics?: boolean;
};

/** A visitor without a screen: the real session, the real protocol, legs of its own. */
export type VisitorBot = {
  readonly guest: GuestSession;
  session(): RoomSession;
  /** The room's state as this visitor has decoded it. */
  state(): ShowroomState;
  readonly rejected: ServerMessages["rejected"][];
  /** Close codes of the sockets that the bot lost. */
  readonly closed: number[];
  /** Where the bot was each time that a new layout had put it elsewhere. */
  readonly displaced: Point[];
  /** Where the bot walks; null to stand. */
  goal: Point | null;
  /** Turns towards a point. */
  face(point: Point): void;
  /** Asks the API as this visitor. */
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  /** Opens a session: with a new ticket, or with the seat of the last socket. */
  join(how?: "ticket" | "seat"): Promise<void>;
  /** Says goodbye. */
  leave(): Promise<void>;
};

/** Starts a visit and enters the room. */
export async function enterRoom(options: BotOptions): Promise<VisitorBot> {
  const guest = await createGuest(options);
  const bot = createBot(options, guest);
  await bot.join();
  return bot;
}

/** Starts a visit at the API. */
async function createGuest({ url, showroomId, name, analytics = true }: BotOptions): Promise<GuestSession> {
  const response = await fetch(`${url}/api/v1/guests`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ showroomId, displayName: name, consent: { analytics } }),
  });
  if (!response.ok) throw new Error(`no visit: ${response.status} ${await response.text()}`);
  return (await response.json()) as GuestSession;
}

function createBot({ url, showroomId, layout }: BotOptions, guest: GuestSession): VisitorBot {
  const space = spaceOf(layout);
  const rejected: VisitorBot["rejected"] = [];
  const closed: number[] = [];
  let session: RoomSession | null = null;
  let state: ShowroomState | null = null;
  let legs: NodeJS.Timeout | null = null;

  const ask: VisitorBot["ask"] = (method, path, body, headers = {}) =>
    fetch(`${url}/api/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${guest.token}`, "Content-Type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const requireSession = () => session ?? fail("the bot has not joined");

  const bot: VisitorBot = {
    guest,
    rejected,
    closed,
    displaced: [],
    goal: null,
    ask,
    session: requireSession,
    state: () => state ?? fail("the bot has no state yet"),
    face({ x, z }) {
      const { own } = requireSession();
      own.heading = Math.atan2(own.x - x, own.z - z);
    },
    async join(how = "ticket") {
      const listeners = {
        onState: (next: ShowroomState) => {
          state = next;
        },
        onChat: () => {},
        onRejected: (message: ServerMessages["rejected"]) => rejected.push(message),
        onDraining: () => {},
        onDisplaced: () => {
          const { x, z } = requireSession().own;
          bot.displaced.push({ x, z });
        },
        onClosed: (code: number) => {
          closed.push(code);
          stopLegs();
        },
      };
      const common = { serverUrl: url, showroomId, space, listeners, now: () => performance.now() };
      session =
        how === "seat"
          ? await openRoomSession({ ...common, reconnectionToken: requireSession().reconnectionToken })
          : await openRoomSession({ ...common, ticket: await takeTicket() });
      stopLegs();
      legs = setInterval(() => walk(requireSession(), bot), TICK_MS);
    },
    async leave() {
      stopLegs();
      await session?.leave();
    },
  };

  async function takeTicket(): Promise<string> {
    const response = await ask("POST", `/showrooms/${showroomId}/tickets`);
    if (!response.ok) throw new Error(`no ticket: ${response.status} ${await response.text()}`);
    return ((await response.json()) as { ticket: string }).ticket;
  }

  function stopLegs(): void {
    if (legs) clearInterval(legs);
    legs = null;
  }

  return bot;
}

const ARRIVED_M = 0.05;

/** One tick of walking straight towards the goal, sliding along whatever is in the way. */
function walk(session: RoomSession, bot: VisitorBot): void {
  const { own } = session;
  const { goal } = bot;
  const distance = goal ? Math.hypot(goal.x - own.x, goal.z - own.z) : 0;
  if (!goal || distance < ARRIVED_M) {
    advance(own, 0, 0, 0, TICK_MS / 1_000);
    own.moving = false;
  } else {
    const speed = Math.min(WALK_SPEED_MPS, distance / (TICK_MS / 1_000));
    bot.face(goal);
    advance(own, (goal.x - own.x) / distance, (goal.z - own.z) / distance, speed, TICK_MS / 1_000);
  }
  session.sendMove();
}

function fail(message: string): never {
  throw new Error(message);
}
