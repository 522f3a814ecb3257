import { z } from "zod";
import { guestRequest, guestSession, guestUpdate, id, ticketReply } from "../../rooms/protocol/identity.ts";
import { type Route, route } from "../http/route.ts";
import { type Identity, readBearer } from "./service.ts";

const NEW_GUESTS = { name: "guest", requests: 60, seconds: 60 };
const TICKETS = { name: "ticket", requests: 30, seconds: 60 };

/** Visits of guests and their tickets into rooms. */
export function identityRoutes(identity: Identity): Route[] {
  return [
    route({
      method: "post",
      path: "/api/v1/guests",
      summary: "Start a visit",
      description: "Makes a guest of the showroom's brand. The token is valid for 24 hours and for that brand only.",
      tag: "Visits",
      action: "guest.create",
      body: guestRequest,
      responses: { 201: { description: "The visit", schema: guestSession } },
      errors: ["NOT_FOUND"],
      rateLimit: NEW_GUESTS,
      handle: async ({ body }) => ({ status: 201, body: await identity.createGuest(body) }),
    }),
    route({
      method: "get",
      path: "/api/v1/guests/me",
      summary: "Read one's own visit",
      tag: "Visits",
      action: "guest.update",
      responses: { 200: { description: "The visit, with the consent as it is now", schema: guestSession } },
      handle: async ({ request }) => ({
        status: 200,
        body: await identity.readGuest(readBearer(request.headers.authorization)),
      }),
    }),
    route({
      method: "patch",
      path: "/api/v1/guests/me",
      summary: "Change name or consent",
      description: "Answers with a new token. Withdrawn consent holds at once: no event is written from then on.",
      tag: "Visits",
      action: "guest.update",
      body: guestUpdate,
      responses: { 200: { description: "The renewed visit", schema: guestSession } },
      handle: async ({ request, body }) => ({
        status: 200,
        body: await identity.updateGuest(readBearer(request.headers.authorization), body),
      }),
    }),
    route({
      method: "post",
      path: "/api/v1/showrooms/{showroomId}/tickets",
      summary: "Get a ticket into a room",
      description: "A ticket is valid for 60 seconds, once, for this showroom.",
      tag: "Visits",
      action: "showroom.enter",
      params: z.object({ showroomId: id }),
      responses: { 201: { description: "The ticket", schema: ticketReply } },
      errors: ["NOT_FOUND"],
      rateLimit: TICKETS,
      handle: async ({ request, params }) => ({
        status: 201,
        body: await identity.createTicket(readBearer(request.headers.authorization), params.showroomId),
      }),
    }),
  ];
}
