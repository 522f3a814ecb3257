import { describe, expect, test } from "vitest";
import { ACTIONS, type Actor, ROLES } from "../../../rooms/protocol/identity.ts";
import { can, isRoleAllowed, PERMISSIONS } from "../../../server/access/permissions.ts";

const initials = ROLES.map((role) => role.charAt(0).toUpperCase());

describe("permissions", () => {
  test("the table of roles and actions is exactly this", () => {
    const lines = ACTIONS.map((action) => {
      const marks = ROLES.map((role, index) => (isRoleAllowed(role, action) ? initials[index] : "·"));
      return `${marks.join(" ")}  ${action}`;
    });
    // A anonymous, G guest, S shopper, B brand-editor, M marketer, O operator
    expect(`\n${lines.join("\n")}\n`).toBe(`
A G S B M O  public.read
A G S · · ·  guest.create
· G S · · ·  guest.update
A G S B M O  showroom.read
· G S · · ·  showroom.enter
· · · B · ·  showroom.edit
A G S B M O  product.read
· · · B · ·  product.edit
· · · B · ·  model.upload
· G S · · ·  cart.use
· G S · · ·  order.place
· G S B · ·  order.read
· G S · · ·  avatar.move
· G S · · ·  exhibit.handle
· G S · · ·  chat.send
· · · · M ·  analytics.read
· · · B M O  rooms.count
· · · B · O  member.manage
· · · · · O  brand.create
· · · · · O  operations.read
`);
  });

  test("every role has a line, and no line repeats an action", () => {
    expect(Object.keys(PERMISSIONS).sort()).toEqual([...ROLES].sort());
    for (const actions of Object.values(PERMISSIONS)) expect(new Set(actions).size).toBe(actions.length);
  });

  test("a role of one brand changes nothing of another brand", () => {
    for (const role of ROLES.filter((each) => each !== "anonymous" && each !== "operator")) {
      const actor: Actor = { role, id: "someone", brandId: "ours" };
      for (const action of PERMISSIONS[role]) {
        const isPublic = isRoleAllowed("anonymous", action);
        expect([role, action, can(actor, action, { brandId: "ours" })]).toEqual([role, action, true]);
        expect([role, action, can(actor, action, { brandId: "theirs" })]).toEqual([role, action, isPublic]);
      }
    }
  });

  test("the operator sees every brand's operations and edits none", () => {
    const operator: Actor = { role: "operator", id: "o", brandId: null };
    expect(can(operator, "operations.read", { brandId: "any" })).toBe(true);
    expect(can(operator, "product.edit", { brandId: "any" })).toBe(false);
  });
});
