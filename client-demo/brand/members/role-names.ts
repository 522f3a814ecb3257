import type { MemberRole } from "../../../rooms/protocol/identity.ts";

/** What the posts of a brand are for. */
export const ROLE_NAMES: Readonly<Record<MemberRole, string>> = {
  "brand-editor": "Edit products and showrooms",
  marketer: "Read the insights",
};
