import { PACES_PER_SECOND, TICK_MS } from "../../../rooms/protocol/limits.ts";
import { CLOSE_CODES } from "../../../rooms/protocol/room/messages.ts";
import type { Pose } from "../../../rooms/protocol/room/poses.ts";
import type { ExhibitTransform, Showroom, ShowroomLayout } from "../../../rooms/protocol/showroom.ts";
import { spaceOf } from "../../../rooms/simulation/space.ts";
import { beginPicture, gestureOf, keepSlots, type ShownPose, samplePose } from "../../../rooms/sync/pose-book.ts";
import { advance, type Prediction } from "../../../rooms/sync/prediction.ts";
import { roomTick } from "../../../rooms/sync/room-clock.ts";
import { showToast } from "../../kit/toasts.ts";
import { createHoldPrediction } from "../../sdk/hold-prediction.ts";
import { openRoomSession, type RoomSession, type SessionListeners } from "../../sdk/room-session.ts";
import { chat, exhibits, failure, session as guest, phase, visitors } from "../state/store.ts";
import { mirrorState } from "./mirror-state.ts";
import { codeOf, describeFailure, describeRejection, isFinal } from "./refusals.ts";
import { retry } from "./retry.ts";
import { shop } from "./shop.ts";

export type { RoomActions } from "../../sdk/room-actions.ts";

/** Where somebody else is drawn: metres, radians. */
export type RemotePose = ShownPose & { slot: number };

/** How the visitor wants to move in this frame. The direction is in the world and at most 1 long. */
type MoveWish = { dirX: number; dirZ: number; speedMps: number; heading: number; pitch: number };

/** The page's connection to its room, over as many sockets as it takes. */
export type RoomLink = {
  /** The socket of the moment, null before the first join. */
  session(): RoomSession | null;
  /** Joins with a new ticket. @throws ApiError, or an Error whose message is one of our codes */
  connect(): Promise<void>;
  /** Puts what one holds somewhere: shown at once, within its limits, and sent with the next step. */
  transform(exhibitId: string, wished: ExhibitTransform): void;
  /** Lets go of what one holds, after the room was told where it is. */
  release(exhibitId: string): void;
  /** Moves the own avatar for a moment and tells the room at most 20 times a second. */
  step(wish: MoveWish, elapsedSeconds: number): void;
  /** Where everybody else is now. The array and its entries are used again by the next call. */
  remotePoses(elapsedSeconds: number): readonly RemotePose[];
  /** The gesture that others see the own avatar make; 0 for none. */
  ownGesture(): number;
  /** Milliseconds until the hold of an exhibit ends; 0 when nobody holds it. */
  holdRemainingMs(exhibitId: string): number;
  /** Walks by a new layout's walls and handles by its limits. */
  refurnish(layout: ShowroomLayout): void;
  leave(): Promise<void>;
};

const GIVE_UP_MS = 120_000;
/** A pose is sent again while standing still this often, so that the room never doubts it. */
const IDLE_SEND_MS = 1_000;

/** Makes the link; nothing is sent before `connect`. */
export function createRoomLink(showroom: Showroom): RoomLink {
  let space = spaceOf(showroom.layout);
  const now = () => performance.now();
  const poses: RemotePose[] = [];
  const pace = createPace();
  const holding = createHoldPrediction(showroom.layout.exhibits);
  let session: RoomSession | null = null;
  let isOpening = false;

  const open = async (door: { ticket: string } | { reconnectionToken: string }) => {
    let mine: RoomSession | null = null;
    const onClosed = (code: number) => {
      // The page's own next socket takes the visit over from this one: nothing was lost.
      if (mine !== session || (isOpening && code === CLOSE_CODES.EVICTED)) return;
      if (code === CLOSE_CODES.EVICTED) phase.value = "evicted";
      else void comeBack();
    };
    const listeners = createListeners((exhibitId) => holding.shown(exhibitId, now()), onClosed);
    const common = { serverUrl: location.origin, showroomId: showroom.id, space, listeners, now };
    isOpening = true;
    try {
      mine = await openRoomSession({ ...common, ...door });
    } finally {
      isOpening = false;
    }
    session = mine;
    chat.value = mine.chat;
    phase.value = "live";
  };
  const sendTransform = (exhibitId: string, transform: ExhibitTransform) =>
    session?.send("transform", { exhibitId, transform });
  const connect = async () => open({ ticket: (await shop.createTicket(showroom.id)).ticket });
  /** First the seat that is kept, then new tickets until it works. */
  const comeBack = async () => {
    const reconnectionToken = session?.reconnectionToken ?? "";
    phase.value = "reconnecting";
    const attempt = (count: number) => (count === 0 ? open({ reconnectionToken }) : connect());
    const isWanted = () => phase.value === "reconnecting";
    await retry({ attempt, isWanted, isFinal, giveUpMs: GIVE_UP_MS }).catch(giveUp);
  };

  return {
    session: () => session,
    connect,
    transform(exhibitId, wished) {
      const exhibit = exhibits.value.get(exhibitId);
      const transform = holding.wish(exhibitId, wished, now());
      if (exhibit && transform) exhibits.value = new Map(exhibits.value).set(exhibitId, { ...exhibit, transform });
    },
    release(exhibitId) {
      holding.settle(sendTransform);
      session?.send("release", { exhibitId });
    },
    step(wish, elapsedSeconds) {
      if (!session || phase.value !== "live") return;
      const { own } = session;
      holding.flush(now(), sendTransform);
      own.heading = wish.heading;
      own.pitch = wish.pitch;
      advance(own, wish.dirX, wish.dirZ, wish.speedMps, elapsedSeconds);
      if (pace(own, elapsedSeconds, session.book.pace)) session.sendMove();
    },
    remotePoses: (elapsedSeconds) => (session ? samplePoses(session, now(), elapsedSeconds, poses) : []),
    ownGesture: () => (session ? gestureOf(session.book, session.slot) : 0),
    holdRemainingMs(exhibitId) {
      const exhibit = exhibits.value.get(exhibitId);
      if (!session || !exhibit || exhibit.heldBy === "") return 0;
      return Math.max(0, (exhibit.holdUntilTick - roomTick(session.book.clock, now())) * TICK_MS);
    },
    refurnish(layout) {
      space = spaceOf(layout);
      if (session) session.own.space = space;
      holding.refurnish(layout.exhibits);
    },
    async leave() {
      const left = session;
      session = null;
      await left?.leave();
    },
  };
}

function createListeners(
  predicted: (exhibitId: string) => ExhibitTransform | null,
  onClosed: (code: number) => void,
): SessionListeners {
  return {
    onState: (state) => mirrorState(state, guest.value?.visitor.id ?? "", predicted),
    onChat: (line) => {
      chat.value = [...chat.value.slice(-99), line];
    },
    onRejected: (rejected) => showToast(describeRejection(rejected), "danger"),
    onDisplaced: () => showToast("The room was rearranged. You were led to the nearest free place."),
    onDraining: () => showToast("The server restarts. You are reconnected in a moment."),
    onClosed,
  };
}

/** Decides when a pose is worth sending: as often as the room asks while something changes, now and then else. */
function createPace(): (own: Prediction, elapsedSeconds: number, pace: number) => boolean {
  let sinceMs = 0;
  const sent: Pose = { x: Number.NaN, z: 0, heading: 0, pitch: 0, moving: false };
  return ({ x, z, heading, pitch, moving }, elapsedSeconds, pace) => {
    sinceMs += elapsedSeconds * 1_000;
    const isSame =
      x === sent.x && z === sent.z && heading === sent.heading && pitch === sent.pitch && moving === sent.moving;
    // Coming to rest is told at once, however seldom the room wants to hear of a walk.
    const isDue = sinceMs >= (isSame ? IDLE_SEND_MS : 1_000 / (PACES_PER_SECOND[pace] ?? 20));
    if (!isDue && !(sent.moving && !moving && sinceMs >= TICK_MS)) return false;
    Object.assign(sent, { x, z, heading, pitch, moving });
    sinceMs = 0;
    return true;
  };
}

const slots = new Set<number>();

function samplePoses({ book }: RoomSession, nowMs: number, elapsedSeconds: number, out: RemotePose[]): RemotePose[] {
  beginPicture(book, nowMs, elapsedSeconds * 1_000);
  let count = 0;
  slots.clear();
  for (const visitor of visitors.value.values()) {
    slots.add(visitor.slot);
    if (visitor.isSelf) continue;
    let pose = out[count];
    if (!pose) {
      pose = { slot: 0, x: 0, z: 0, heading: 0, pitch: 0, moving: false, gesture: 0 };
      out.push(pose);
    }
    if (!samplePose(book, visitor.slot, pose)) continue;
    pose.slot = visitor.slot;
    count++;
  }
  out.length = count;
  if (book.entries.size > slots.size) keepSlots(book, slots);
  return out;
}

function giveUp(thrown: unknown): void {
  const code = codeOf(thrown);
  failure.value = describeFailure(thrown);
  phase.value = code === "SESSION_EXPIRED" || code === "UNAUTHENTICATED" ? "greeting" : "failed";
}
