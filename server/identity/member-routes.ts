import { z } from "zod";
import { VitrineError } from "../../rooms/protocol/errors.ts";
import {
  type Actor,
  id,
  invitation,
  invitationAcceptance,
  invitationRequest,
  memberList,
  newMember,
} from "../../rooms/protocol/identity.ts";
import { type Route, route } from "../http/route.ts";
import type { Members } from "./members.ts";

const INVITATIONS = { name: "invitation", requests: 30, seconds: 60 };
const brandQuery = z.object({ brand: id.optional().describe("For operators: whose members") });

/** Members of a brand and the invitations that they come by. */
export function memberRoutes(members: Members): Route[] {
  return [
    route({
      method: "get",
      path: "/api/v1/members",
      summary: "List the members of a brand",
      description: "Those who were invited. The keys in the server's own key files are not among them.",
      tag: "Members",
      action: "member.manage",
      query: brandQuery,
      responses: { 200: { description: "Everybody, by name", schema: memberList } },
      async handle({ actor, query, authorize }) {
        const brandId = brandOf(actor, query.brand);
        authorize({ brandId });
        return { status: 200, body: { items: await members.list(brandId) }, headers: { "Cache-Control": "no-store" } };
      },
    }),
    route({
      method: "post",
      path: "/api/v1/members/invitations",
      summary: "Invite somebody to a brand",
      description: "The code is good for one person and seven days. It is told once and kept nowhere.",
      tag: "Members",
      action: "member.manage",
      body: invitationRequest,
      responses: { 201: { description: "The invitation", schema: invitation } },
      errors: ["NOT_FOUND"],
      rateLimit: INVITATIONS,
      async handle({ actor, body, authorize }) {
        const brandId = brandOf(actor, body.brandId);
        authorize({ brandId });
        return { status: 201, body: await members.invite(brandId, body), headers: { "Cache-Control": "no-store" } };
      },
    }),
    route({
      method: "post",
      path: "/api/v1/members/acceptances",
      summary: "Accept an invitation",
      description: "Answers with a key for the Authorization header. The invitation is used up.",
      tag: "Members",
      action: "public.read",
      body: invitationAcceptance,
      responses: { 201: { description: "The key", schema: newMember } },
      errors: ["INVITATION_INVALID"],
      rateLimit: INVITATIONS,
      handle: async ({ body }) => ({
        status: 201,
        body: await members.accept(body.code),
        headers: { "Cache-Control": "no-store" },
      }),
    }),
    route({
      method: "delete",
      path: "/api/v1/members/{memberId}",
      summary: "Remove a member",
      description: "Their key opens nothing from this moment.",
      tag: "Members",
      action: "member.manage",
      params: z.object({ memberId: id }),
      query: brandQuery,
      responses: { 204: { description: "Removed" } },
      errors: ["NOT_FOUND"],
      async handle({ actor, params, query, authorize }) {
        const brandId = brandOf(actor, query.brand);
        authorize({ brandId });
        await members.remove(brandId, params.memberId);
        return { status: 204 };
      },
    }),
  ];
}

/** The actor's own brand; the operator, who has none, says which. */
function brandOf(actor: Actor, asked: string | undefined): string {
  const brandId = asked ?? actor.brandId;
  if (brandId !== null) return brandId;
  throw new VitrineError("VALIDATION_FAILED", [{ in: "query", path: "brand", message: "Say which brand" }]);
}
