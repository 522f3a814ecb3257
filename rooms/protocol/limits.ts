/**
 * Every number that both sides of the wire must agree on. Units are in the names.
 * Metres, seconds and radians unless a name says otherwise.
 */

/** One step of the room: poses are sent and holds are checked once a tick. */
export const TICK_MS = 50;

/** Radius of the cylinder that an avatar occupies. */
export const AVATAR_RADIUS_M = 0.3;

/** Height of an avatar's eyes above the floor. */
export const EYE_HEIGHT_M = 1.55;

/** Comfortable walking speed, the client's default. */
export const WALK_SPEED_MPS = 2.4;

/** Hurrying speed and the most that the server lets anybody move. */
export const MAX_SPEED_MPS = 4.5;

/** How much distance an avatar may save up while its messages are late, as time at full speed. */
export const MOVE_BURST_MS = 800;

/** Disagreement between a wished and a checked position below which the server accepts the wish. */
export const MOVE_TOLERANCE_M = 0.06;

/** A hold ends this long after it was last used. Source: Substrata's object leases, 10 s renewed by use. */
export const HOLD_MS = 10_000;

/** Distance from which an exhibit can be grabbed, configured or operated. */
export const REACH_M = 3.5;

/** How long a dropped visitor may come back to the same pose. */
export const RECONNECT_SECONDS = 30;

/** How long an emote is shown. */
export const EMOTE_MS = 3_000;

export const DISPLAY_NAME_MAX = 24;
export const CHAT_TEXT_MAX = 240;

/** Lines of chat that a newcomer is sent. */
export const CHAT_HISTORY_MAX = 30;

/** Visitors in one room before the next room is opened. */
export const ROOM_VISITORS_MAX = 60;

/** Rooms of one showroom that one process opens; beyond them joins are refused. */
export const SHOWROOM_ROOMS_MAX = 16;

/** Largest message a browser may send to a room. */
export const SOCKET_MESSAGE_MAX_BYTES = 2_048;

/** Units of one variant in one cart line. */
export const CART_QUANTITY_MAX = 20;

/** Lines in one cart. */
export const CART_LINES_MAX = 50;

/** Side of the square grid cell that visitors are grouped and poses are coded by. */
export const CELL_SIZE_M = 4;

/** Cells along one side of the largest showroom (64 × 4 m = 256 m, centred on the origin). */
export const GRID_CELLS = 64;

/** Codes per metre of the position in a move: a quantum of 1/256 m, 3.9 mm. */
export const POSITION_CODES_PER_M = 256;

/** Slots of one room: pose records number visitors with twelve bits. */
export const SLOTS = 4_096;

/** Parts of a tick: poses go to a quarter of the cells in each, so that no tick begins with a burst. */
export const BEATS_PER_TICK = 4;

/** How many moves a second the room asks its browsers for, by pace code; fewer when it is short of time. */
export const PACES_PER_SECOND = [20, 10, 5] as const;

/** Moves that the room takes from one visitor: 20 a second are expected; a browser that was asleep may catch up. */
export const MOVE_RATE = { perSecond: 25, burst: 32 } as const;
