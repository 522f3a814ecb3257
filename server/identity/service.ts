import { createHash, randomBytes } from "node:crypto";
import type { IdentityPort } from "../../rooms/ports.ts";
import { AVATAR_COLOURS } from "../../rooms/protocol/colours.ts";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import type {
  Actor,
  Consent,
  GuestRequest,
  GuestSession,
  GuestUpdate,
  TicketReply,
} from "../../rooms/protocol/identity.ts";
import { can } from "../access/permissions.ts";
import { identifyMember, MEMBER_KEY_PREFIX } from "./member-keys.ts";
import type { IdentityStore } from "./store.ts";
import { type GuestClaims, SESSION_SECONDS, TICKET_SECONDS, type Tokens } from "./tokens.ts";

/** Consent outlives the session by as much again: a visitor may stay in a room after the token ran out. */
const CONSENT_SECONDS = 2 * SESSION_SECONDS;

const ANONYMOUS: Actor = { role: "anonymous", id: "anonymous", brandId: null };

export type IdentityDeps = {
  readonly store: IdentityStore;
  readonly tokens: Tokens;
  /** The brand of a showroom, or null when there is no such showroom. */
  findShowroomBrand(showroomId: string): Promise<string | null>;
};

export type Identity = IdentityPort & {
  /** Who sends this Authorization header. @throws VitrineError UNAUTHENTICATED, SESSION_EXPIRED */
  authenticate(authorization: string | undefined): Promise<Actor>;
  /** @throws VitrineError NOT_FOUND when there is no such showroom */
  createGuest(request: GuestRequest): Promise<GuestSession>;
  /** The visit of that token, unchanged. @throws VitrineError UNAUTHENTICATED, SESSION_EXPIRED */
  readGuest(token: string): Promise<GuestSession>;
  /** Changes name or consent, and renews the visit. Withdrawn consent holds from this moment, in rooms too. */
  updateGuest(token: string, change: GuestUpdate): Promise<GuestSession>;
  /** @throws VitrineError FORBIDDEN for a showroom of another brand, NOT_FOUND */
  createTicket(token: string, showroomId: string): Promise<TicketReply>;
  /**
   * The visitor's consent as it is now. Whoever writes an event asks this, not the copy in a token or a room: that
   * copy is as old as the visit, and a withdrawal must hold at once.
   */
  readConsent(brandId: string, visitorId: string): Promise<Consent>;
};

/** Reads the token out of `Authorization: Bearer …`. @throws VitrineError UNAUTHENTICATED */
export function readBearer(authorization: string | undefined): string {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token === undefined) throw new VitrineError("UNAUTHENTICATED");
  return token;
}

export function createIdentity({ store, tokens, findShowroomBrand }: IdentityDeps): Identity {
  const openSession = async (claims: GuestClaims): Promise<GuestSession> => {
    await store.writeConsent(claims.brandId, claims.visitor.id, claims.consent, CONSENT_SECONDS);
    return { ...(await tokens.signGuest(claims)), visitor: claims.visitor, consent: claims.consent };
  };
  const readConsent = async (brandId: string, visitorId: string): Promise<Consent> =>
    (await store.readConsent(brandId, visitorId)) ?? { analytics: false };
  return {
    can,
    readConsent,
    async authenticate(authorization) {
      // The token of a shared report says what may be read, not who asks: its route looks at it.
      if (authorization === undefined || /^Report /i.test(authorization)) return ANONYMOUS;
      const token = readBearer(authorization);
      if (token.startsWith(MEMBER_KEY_PREFIX)) return identifyMember(token, store);
      return actorOf(await tokens.verifyGuest(token));
    },
    async createGuest({ showroomId, displayName, consent }) {
      const brandId = await findShowroomBrand(showroomId);
      if (brandId === null) throw new VitrineError("NOT_FOUND");
      const id = `v_${randomBytes(12).toString("base64url")}`;
      return openSession({ visitor: { id, displayName, colour: pickColour(id) }, brandId, showroomId, consent });
    },
    async readGuest(token) {
      const { visitor, brandId, expiresAt } = await tokens.verifyGuest(token);
      return { token, visitor, consent: await readConsent(brandId, visitor.id), expiresAt };
    },
    async updateGuest(token, change) {
      const claims = await tokens.verifyGuest(token);
      const { visitor, brandId, showroomId } = claims;
      const consent = change.consent ?? (await readConsent(brandId, visitor.id));
      const displayName = change.displayName ?? visitor.displayName;
      return openSession({ visitor: { ...visitor, displayName }, brandId, showroomId, consent });
    },
    async createTicket(token, showroomId) {
      const { visitor, brandId } = await tokens.verifyGuest(token);
      const showroomBrand = await findShowroomBrand(showroomId);
      if (showroomBrand === null) throw new VitrineError("NOT_FOUND");
      if (showroomBrand !== brandId) throw new VitrineError("FORBIDDEN");
      const consent = await readConsent(brandId, visitor.id);
      const ticketId = randomBytes(16).toString("base64url");
      const signed = await tokens.signTicket({ visitor, brandId, showroomId, consent }, ticketId);
      return { ticket: signed.token, expiresAt: signed.expiresAt };
    },
    async redeemTicket(ticket, showroomId, beforeUse) {
      const claims = await tokens.verifyTicket(ticket);
      if (claims.showroomId !== showroomId) throw new VitrineError("TICKET_INVALID");
      beforeUse?.(claims.visitor.id);
      // Kept for as long as the signature would be accepted; afterwards its own expiry refuses it.
      if (!(await store.useTicket(claims.jti, TICKET_SECONDS + 5))) throw new VitrineError("TICKET_USED");
      const consent = await readConsent(claims.brandId, claims.visitor.id);
      return { visitor: claims.visitor, actor: actorOf(claims), showroomId, consent };
    },
  };
}

function actorOf({ visitor, brandId }: GuestClaims): Actor {
  return { role: "guest", id: visitor.id, brandId };
}

/** The same id has the same colour in every room and after every reconnection. */
function pickColour(visitorId: string): number {
  return createHash("sha256").update(visitorId).digest().readUInt32BE(0) % AVATAR_COLOURS.length;
}
