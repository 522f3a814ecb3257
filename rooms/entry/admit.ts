import type { RoomPorts } from "../ports.ts";
import { VitrineError } from "../protocol/errors.ts";
import type { TicketClaims } from "../protocol/identity.ts";
import { joinOptions } from "../protocol/room/messages.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";

/**
 * Decides who may come in: right version, a good ticket, a seat, the right to enter.
 * @param takeSeat called once it is known whose ticket it is, before it is used up: what it throws leaves it good
 * @throws VitrineError VALIDATION_FAILED, VERSION_MISMATCH, TICKET_INVALID, TICKET_USED, FORBIDDEN, UNAVAILABLE
 */
export async function admit(
  ports: Pick<RoomPorts, "identity" | "log">,
  options: unknown,
  takeSeat: (showroomId: string, visitorId: string) => void,
): Promise<TicketClaims> {
  const parsed = joinOptions.safeParse(options);
  if (!parsed.success) throw new VitrineError("VALIDATION_FAILED");
  const { showroomId, ticket, version } = parsed.data;
  if (version !== PROTOCOL_VERSION) throw new VitrineError("VERSION_MISMATCH");
  const claims = await redeem(ports, ticket, showroomId, (visitorId) => takeSeat(showroomId, visitorId));
  const { brandId } = claims.actor;
  if (brandId === null || !ports.identity.can(claims.actor, "showroom.enter", { brandId })) {
    throw new VitrineError("FORBIDDEN");
  }
  return claims;
}

async function redeem(
  { identity, log }: Pick<RoomPorts, "identity" | "log">,
  ticket: string,
  showroomId: string,
  takeSeat: (visitorId: string) => void,
): Promise<TicketClaims> {
  try {
    return await identity.redeemTicket(ticket, showroomId, takeSeat);
  } catch (error) {
    if (error instanceof VitrineError) throw error;
    log.error({ err: error, showroomId }, "ticket could not be redeemed");
    throw new VitrineError("UNAVAILABLE");
  }
}
