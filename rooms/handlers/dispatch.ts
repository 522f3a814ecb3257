import { type ClientMessage, type ClientMessageType, clientMessages } from "../protocol/room/messages.ts";
import { createBudget, type RateLimit, spend } from "../simulation/rate-budget.ts";
import type { Presence, World } from "../world/world.ts";
import type { Refusal } from "./handler.ts";
import { handlers } from "./table.ts";

const isKnown = (type: unknown): type is ClientMessageType =>
  typeof type === "string" && Object.hasOwn(clientMessages, type);

/** Whether the visitor's budget for this kind of message allows one more. */
function isWithinRate(world: World, presence: Presence, type: ClientMessageType, rate: RateLimit): boolean {
  const now = world.ports.clock.now();
  let budget = presence.rates.get(type);
  if (!budget) {
    budget = createBudget(rate, now);
    presence.rates.set(type, budget);
  }
  return spend(budget, rate, now);
}

/** Everything that happens to a message: known? within rate? allowed? well formed? then its handler. */
export function dispatch(world: World, presence: Presence, type: unknown, payload: unknown): Refusal | undefined {
  if (!isKnown(type)) return { code: "MESSAGE_UNKNOWN" };
  return run(world, presence, type, payload);
}

function run<T extends ClientMessageType>(
  world: World,
  presence: Presence,
  type: T,
  payload: unknown,
): Refusal | undefined {
  const handler = handlers[type];
  if (!isWithinRate(world, presence, type, handler.rate)) return { code: "RATE_LIMITED" };
  const { brandId } = world.showroom;
  if (!world.ports.identity.can(presence.actor, handler.action, { brandId })) return { code: "FORBIDDEN" };
  const parsed = clientMessages[type].safeParse(payload);
  if (!parsed.success) return { code: "MESSAGE_INVALID" };
  return handler.handle(world, presence, parsed.data as ClientMessage<T>);
}
