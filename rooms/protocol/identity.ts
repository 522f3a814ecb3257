import { z } from "zod";
import { DISPLAY_NAME_MAX } from "./limits.ts";
import { line } from "./text.ts";

/** Who can act. Every role but `operator` and the anonymous one is a role *of a brand*. */
export const ROLES = ["anonymous", "guest", "shopper", "brand-editor", "marketer", "operator"] as const;
export type Role = (typeof ROLES)[number];

/** Everything that can be asked for. One of these is declared by each HTTP route and each room message. */
export const ACTIONS = [
  "public.read",
  "guest.create",
  "guest.update",
  "showroom.read",
  "showroom.enter",
  "showroom.edit",
  "product.read",
  "product.edit",
  "model.upload",
  "cart.use",
  "order.place",
  "order.read",
  "avatar.move",
  "exhibit.handle",
  "chat.send",
  "analytics.read",
  "rooms.count",
  "member.manage",
  "brand.create",
  "operations.read",
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * The one who asks. `id` is the visitor id of a guest or shopper, the key id of a member; `brandId` is the brand
 * whose role it is, or null for the anonymous asker and the operator.
 */
export type Actor = { readonly role: Role; readonly id: string; readonly brandId: string | null };

/** A name as it is shown above an avatar: 1–24 characters after trimming, with nothing hidden in it. */
export const displayName = line(DISPLAY_NAME_MAX).min(1, "Enter a name");

/** What a visitor agreed to. Without `analytics` no behaviour event is written. */
export const consent = z.object({ analytics: z.boolean() }).strict();
export type Consent = z.infer<typeof consent>;

/** Ids are short, URL-safe and opaque to everyone but their maker. */
export const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, "Not an id");

export const guestRequest = z.object({ showroomId: id, displayName, consent }).strict();
export type GuestRequest = z.infer<typeof guestRequest>;

export const guestUpdate = z.object({ displayName: displayName.optional(), consent: consent.optional() }).strict();
export type GuestUpdate = z.infer<typeof guestUpdate>;

/** A visitor as everybody in the room may see them. */
export const visitorIdentity = z.object({ id, displayName, colour: z.int().min(0).max(11) });
type VisitorIdentity = z.infer<typeof visitorIdentity>;

/** The answer to a new or changed guest: `token` goes into `Authorization: Bearer …`. */
export const guestSession = z.object({
  token: z.string(),
  visitor: visitorIdentity,
  consent,
  expiresAt: z.iso.datetime(),
});
export type GuestSession = z.infer<typeof guestSession>;

/** The posts of a brand that somebody can be invited to. */
export const memberRole = z.enum(["brand-editor", "marketer"]);
export type MemberRole = z.infer<typeof memberRole>;

/** A name as it is given; one that is stored is read as it is, whatever the rule was when it was given. */
const newMemberName = line(80).min(1, "Enter a name");
const memberName = z.string().min(1).max(80);

/** Somebody who was invited to a brand and accepted; the id is that of their key. */
const member = z.object({ id, name: memberName, role: memberRole, since: z.iso.datetime() });
export type Member = z.infer<typeof member>;

export const memberList = z.object({ items: z.array(member) });

/** Whom to invite; the operator says to which brand. */
export const invitationRequest = z.object({ name: newMemberName, role: memberRole, brandId: id.optional() }).strict();
export type InvitationRequest = z.infer<typeof invitationRequest>;

/** A right to become a member, once. Whoever has the code has the right: it travels behind the `#` of an address. */
export const invitation = z.object({ code: z.string(), expiresAt: z.iso.datetime() });
export type Invitation = z.infer<typeof invitation>;

export const invitationAcceptance = z
  .object({ code: z.string().regex(/^vi_[A-Za-z0-9_-]{43}$/, "Not an invitation") })
  .strict();

/** What an invitation is turned into: a key, told this once. */
export const newMember = z.object({ key: z.string(), name: memberName, role: memberRole, brandName: z.string() });
export type NewMember = z.infer<typeof newMember>;

/** A short-lived, single-use right to enter one showroom. */
export const ticketReply = z.object({ ticket: z.string(), expiresAt: z.iso.datetime() });
export type TicketReply = z.infer<typeof ticketReply>;

/** What a redeemed ticket says. */
export type TicketClaims = {
  readonly visitor: VisitorIdentity;
  readonly actor: Actor;
  readonly showroomId: string;
  readonly consent: Consent;
};
