import {
  type Invitation,
  type InvitationRequest,
  invitation,
  type Member,
  memberList,
  type NewMember,
  newMember,
} from "../../rooms/protocol/identity.ts";
import { ask, send } from "./http.ts";

/** What a brand does with its people. Every function rejects with an ApiError. */
export function createMemberCalls(readToken: () => string | null) {
  const path = "/members";
  return {
    list: async (): Promise<readonly Member[]> => (await ask({ path, token: readToken() }, memberList)).items,
    invite: (body: InvitationRequest): Promise<Invitation> =>
      ask({ method: "POST", path: `${path}/invitations`, body, token: readToken() }, invitation),
    remove: async (memberId: string): Promise<void> => {
      await send({ method: "DELETE", path: `${path}/${memberId}`, token: readToken() });
    },
  };
}

/** Turns an invitation into a key; the key is told this once. */
export function acceptInvitation(code: string): Promise<NewMember> {
  return ask({ method: "POST", path: "/members/acceptances", body: { code } }, newMember);
}

/** The invitation in an address: behind the `#`, so that it reaches no server and no log. */
export function invitationIn(hash: string): string | null {
  return /^#invitation=(vi_[\w-]{43})$/.exec(hash)?.[1] ?? null;
}

/** The address that an invitation is sent as. @param pageUrl the page that makes it, of the same installation */
export function addressOfInvitation({ role }: Pick<InvitationRequest, "role">, code: string, pageUrl: string): string {
  return new URL(`${role === "marketer" ? "/insights" : "/brand"}#invitation=${code}`, pageUrl).href;
}
