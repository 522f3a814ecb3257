import { ServerError } from "@colyseus/core";
import type { RoomPorts } from "./ports.ts";
import { ERRORS, type ErrorCode, VitrineError } from "./protocol/errors.ts";
import type { TicketClaims } from "./protocol/identity.ts";
import { joinOptions } from "./protocol/messages.ts";
import { PROTOCOL_VERSION } from "./protocol/version.ts";

/**
 * Decides who may come in, before a seat is reserved: right version, a good ticket, the right to enter.
 * @throws ServerError with the HTTP status of the refusal and its code as the message
 */
export async function admit(ports: RoomPorts, options: unknown): Promise<TicketClaims> {
  const parsed = joinOptions.safeParse(options);
  if (!parsed.success) throw refusal("VALIDATION_FAILED");
  const { showroomId, ticket, version } = parsed.data;
  if (version !== PROTOCOL_VERSION) throw refusal("VERSION_MISMATCH");
  const claims = await redeem(ports, ticket, showroomId);
  const { brandId } = claims.actor;
  if (brandId === null || !ports.identity.can(claims.actor, "showroom.enter", { brandId })) throw refusal("FORBIDDEN");
  return claims;
}

async function redeem(ports: RoomPorts, ticket: string, showroomId: string): Promise<TicketClaims> {
  try {
    return await ports.identity.redeemTicket(ticket, showroomId);
  } catch (error) {
    if (error instanceof VitrineError) throw refusal(error.code);
    ports.log.error({ error, showroomId }, "ticket could not be redeemed");
    throw refusal("UNAVAILABLE");
  }
}

function refusal(code: ErrorCode): ServerError {
  return new ServerError(ERRORS[code].status, code);
}
