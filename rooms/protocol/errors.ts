/**
 * Every code that a client can be answered with, what it says and whether the same request may succeed later.
 * `status` is used over HTTP; the socket sends the code and the message.
 */
type ErrorEntry = { readonly status: number; readonly message: string; readonly retryable: boolean };

const entry = (status: number, message: string, retryable = false): ErrorEntry => ({ status, message, retryable });

export const ERRORS = {
  // asking
  BAD_REQUEST: entry(400, "The request could not be read. Check its syntax."),
  VALIDATION_FAILED: entry(422, "Some fields are missing or out of range. See details."),
  PAYLOAD_TOO_LARGE: entry(413, "The request is larger than this server accepts."),
  UNSUPPORTED_MEDIA_TYPE: entry(415, "This content type is not accepted here."),
  NOT_FOUND: entry(404, "There is nothing at this address."),
  METHOD_NOT_ALLOWED: entry(405, "This address does not take that method."),
  RATE_LIMITED: entry(429, "Too many requests. Wait a moment and try again.", true),
  ORIGIN_FORBIDDEN: entry(403, "This site may not use the server. Ask its operator to allow the origin."),
  // who
  UNAUTHENTICATED: entry(401, "Sign in or start a visit first."),
  SESSION_EXPIRED: entry(401, "The visit has expired. Start a new one."),
  FORBIDDEN: entry(403, "Your role does not allow this."),
  TICKET_INVALID: entry(401, "The ticket is not valid for this room. Ask for a new one.", true),
  INVITATION_INVALID: entry(410, "The invitation was used already or is too old. Ask for a new one."),
  TICKET_USED: entry(401, "The ticket was used already. Ask for a new one.", true),
  // editing
  PRECONDITION_REQUIRED: entry(428, "Send If-Match with the ETag of the version that you edited."),
  PRECONDITION_FAILED: entry(412, "Somebody changed this in the meantime. Load it again and repeat your change."),
  // goods
  MODEL_INVALID: entry(422, "The file is not a model that can be shown. See details."),
  MODEL_TOO_LARGE: entry(413, "The model is larger than this server accepts."),
  MODEL_MISSING: entry(404, "This product has no model yet."),
  UPLOAD_CONFLICT: entry(409, "The upload stands elsewhere than this part begins. Ask where it stands, then go on."),
  STORAGE_FULL: entry(507, "The server has no room for more files. Ask its operator.", true),
  QUEUE_FULL: entry(429, "Too many models of this brand are waiting. Wait until some are done.", true),
  VERSION_NOT_READY: entry(409, "This version is not ready to be shown."),
  VERSION_DONE: entry(409, "This version is done; there is nothing left to cancel."),
  CSV_INVALID: entry(422, "The table could not be read. See details."),
  PRODUCT_PLACED: entry(409, "This product stands in a showroom. Take it out of the layout first. See details."),
  // buying
  VARIANT_UNKNOWN: entry(404, "This variant is not sold here."),
  CART_EMPTY: entry(409, "The cart is empty."),
  CART_FULL: entry(409, "The cart holds as many lines as it can."),
  OUT_OF_STOCK: entry(409, "There is not enough left in stock. See details."),
  PRICE_CHANGED: entry(409, "A price changed since the cart was shown. Check the new total."),
  CURRENCY_MIXED: entry(409, "A cart holds one currency at a time."),
  IDEMPOTENCY_KEY_REQUIRED: entry(400, "Send an Idempotency-Key header with this request."),
  IDEMPOTENCY_KEY_REUSED: entry(422, "This Idempotency-Key was used for a different request."),
  IDEMPOTENCY_IN_PROGRESS: entry(409, "The same request is being processed. Try again shortly.", true),
  PAYMENT_DECLINED: entry(402, "The payment was declined. Nothing was charged."),
  // the room
  ROOM_FULL: entry(503, "The room is full. Try again in a moment.", true),
  ROOM_DRAINING: entry(503, "The server is about to restart. You are reconnected shortly.", true),
  VERSION_MISMATCH: entry(409, "This page is older than the server. Reload it."),
  MESSAGE_UNKNOWN: entry(400, "The room does not know this message."),
  MESSAGE_INVALID: entry(422, "The message has fields that are missing or out of range."),
  EXHIBIT_UNKNOWN: entry(404, "There is no such exhibit in this room."),
  EXHIBIT_HELD: entry(409, "Somebody else is holding this."),
  EXHIBIT_NOT_HELD: entry(409, "Pick it up first."),
  OUT_OF_REACH: entry(409, "Step closer to it."),
  NOT_OPERABLE: entry(409, "This exhibit has nothing to open."),
  // us
  INTERNAL: entry(500, "Something went wrong on our side. It has been logged.", true),
  UNAVAILABLE: entry(503, "The server cannot do this right now. Try again shortly.", true),
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every HTTP error: `{ error: { code, message, details? } }`. */
export type ErrorBody = {
  readonly error: { readonly code: ErrorCode; readonly message: string; readonly details?: unknown };
};

/**
 * The one error class: thrown where a request cannot be served, turned into output in exactly two places
 * (HTTP and socket). `details` must hold nothing that the asker may not see.
 */
export class VitrineError extends Error {
  readonly code: ErrorCode;
  readonly details: unknown;

  constructor(code: ErrorCode, details?: unknown) {
    super(ERRORS[code].message);
    this.name = "VitrineError";
    this.code = code;
    this.details = details;
  }

  /** The body that is sent to the asker. */
  toBody(): ErrorBody {
    const { code, message, details } = this;
    return { error: details === undefined ? { code, message } : { code, message, details } };
  }
}
