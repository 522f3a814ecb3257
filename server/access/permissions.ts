import type { Action, Actor, Role } from "../../rooms/protocol/identity.ts";

const READ: readonly Action[] = ["public.read", "showroom.read", "product.read"];

const VISIT: readonly Action[] = [
  ...READ,
  "guest.update",
  "showroom.enter",
  "avatar.move",
  "exhibit.handle",
  "chat.send",
  "cart.use",
  "order.place",
  "order.read",
];

/** Who may do what: the only table. A role can do what its line lists and nothing else. */
export const PERMISSIONS: Readonly<Record<Role, readonly Action[]>> = {
  anonymous: [...READ, "guest.create"],
  guest: [...VISIT, "guest.create"],
  shopper: [...VISIT, "guest.create"],
  "brand-editor": [
    ...READ,
    "showroom.edit",
    "product.edit",
    "model.upload",
    "order.read",
    "rooms.count",
    "member.manage",
  ],
  marketer: [...READ, "analytics.read", "rooms.count"],
  operator: [...READ, "operations.read", "rooms.count", "member.manage", "brand.create"],
};

/** What anybody may do with any brand's things, because a showroom is a public place. */
const OF_EVERY_BRAND: ReadonlySet<Action> = new Set<Action>([...READ, "guest.create"]);

/** Whether the role lists the action at all, before it is asked whose thing it is. */
export function isRoleAllowed(role: Role, action: Action): boolean {
  return PERMISSIONS[role].includes(action);
}

/** Whether the actor may do this to something of that brand: a role reaches its own brand only, save the operator's. */
export function can(actor: Actor, action: Action, resource: { readonly brandId: string }): boolean {
  if (!isRoleAllowed(actor.role, action)) return false;
  return OF_EVERY_BRAND.has(action) || actor.role === "operator" || actor.brandId === resource.brandId;
}
