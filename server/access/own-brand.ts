import { VitrineError } from "../../rooms/protocol/errors.ts";
import type { Actor } from "../../rooms/protocol/identity.ts";

/** The brand whose member asks, for what only brands have. @throws VitrineError FORBIDDEN for an asker without one */
export function ownBrand(actor: Actor): string {
  if (actor.brandId === null) throw new VitrineError("FORBIDDEN");
  return actor.brandId;
}
