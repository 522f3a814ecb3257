import { errors, type JWTPayload, jwtVerify, SignJWT } from "jose";
import { z } from "zod";
import type { Clock } from "../../rooms/ports.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import { consent, id, visitorIdentity } from "../../rooms/protocol/identity.ts";

/** How long a visit lasts without being renewed. */
export const SESSION_SECONDS = 24 * 60 * 60;
/** How long a ticket waits to be used. */
export const TICKET_SECONDS = 60;

const guestClaims = z.object({ visitor: visitorIdentity, brandId: id, showroomId: id, consent });
/** What the token of a visit says. The consent in it is for display: the stored one decides. */
export type GuestClaims = z.infer<typeof guestClaims>;

const ticketPayload = guestClaims.extend({ jti: z.string(), exp: z.number() });
type TicketPayload = z.infer<typeof ticketPayload>;

type SignedToken = { readonly token: string; readonly expiresAt: string };

export type Tokens = {
  signGuest(claims: GuestClaims): Promise<SignedToken>;
  /** @throws VitrineError UNAUTHENTICATED, SESSION_EXPIRED */
  verifyGuest(token: string): Promise<GuestClaims & { readonly expiresAt: string }>;
  signTicket(claims: GuestClaims, ticketId: string): Promise<SignedToken>;
  /** @throws VitrineError TICKET_INVALID */
  verifyTicket(ticket: string): Promise<TicketPayload>;
};

/** JWTs signed with HMAC-SHA-256. The audience keeps a visit's token from being used as a ticket and vice versa. */
export function createTokens(sessionSecret: string, clock: Clock): Tokens {
  const secret = new TextEncoder().encode(sessionSecret);
  const sign = async (audience: string, seconds: number, claims: JWTPayload): Promise<SignedToken> => {
    const issuedAt = Math.floor(clock.now() / 1000);
    const token = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256", typ: "JWT" })
      .setIssuer("vitrine")
      .setAudience(audience)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + seconds)
      .sign(secret);
    return { token, expiresAt: new Date((issuedAt + seconds) * 1000).toISOString() };
  };
  const verify = (token: string, audience: string) =>
    jwtVerify(token, secret, {
      algorithms: ["HS256"],
      issuer: "vitrine",
      audience,
      currentDate: new Date(clock.now()),
      requiredClaims: ["exp"],
    });
  return {
    signGuest: (claims) => sign("visit", SESSION_SECONDS, claims),
    async verifyGuest(token) {
      try {
        const { payload } = await verify(token, "visit");
        return { ...guestClaims.parse(payload), expiresAt: new Date(Number(payload.exp) * 1000).toISOString() };
      } catch (error) {
        throw new VitrineError(error instanceof errors.JWTExpired ? "SESSION_EXPIRED" : "UNAUTHENTICATED");
      }
    },
    signTicket: (claims, ticketId) => sign("ticket", TICKET_SECONDS, { ...claims, jti: ticketId }),
    async verifyTicket(ticket) {
      try {
        return ticketPayload.parse((await verify(ticket, "ticket")).payload);
      } catch {
        throw new VitrineError("TICKET_INVALID");
      }
    },
  };
}
