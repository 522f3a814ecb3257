import { createHash, randomBytes } from "node:crypto";
import type { Clock } from "../../../rooms/ports.ts";
import { VitrineError } from "../../../rooms/protocol/errors.ts";
import type { SharedReport } from "../../../rooms/protocol/goods.ts";
import type { Catalog } from "../../catalog/service.ts";
import type { VersionStore } from "./store.ts";
import type { VersionPlace } from "./stored-version.ts";
import type { Versions } from "./versions.ts";

/** How long a report may be read by whoever was given its token. */
const SHARE_SECONDS = 30 * 24 * 60 * 60;

export type SharesDeps = {
  readonly store: Pick<VersionStore, "writeShare" | "readShare">;
  readonly versions: Pick<Versions, "read">;
  readonly catalog: Pick<Catalog, "readProduct">;
  readonly clock: Clock;
  /** What the brand is called. */
  nameBrand(brandId: string): Promise<string>;
};

/** Lets somebody outside of the brand, such as the studio that made a model, read its report. */
export type Shares = {
  /** Makes a token for the report. Only its SHA-256 is kept. @throws VitrineError NOT_FOUND */
  share(place: VersionPlace): Promise<{ readonly token: string; readonly expiresAt: string }>;
  /** @throws VitrineError UNAUTHENTICATED for a token that is unknown or expired */
  read(token: string): Promise<SharedReport>;
};

/** Reads the token out of `Authorization: Report …`, null when it is another header. */
export function readReportToken(authorization: string | undefined): string | null {
  return /^Report +([A-Za-z0-9_-]{22})$/i.exec(authorization ?? "")?.[1] ?? null;
}

export function createShares({ store, versions, catalog, clock, nameBrand }: SharesDeps): Shares {
  return {
    async share(place) {
      await versions.read(place);
      const token = randomBytes(16).toString("base64url");
      await store.writeShare(hashToken(token), place, SHARE_SECONDS);
      return { token, expiresAt: new Date(clock.now() + SHARE_SECONDS * 1000).toISOString() };
    },
    async read(token) {
      const place = await store.readShare(hashToken(token));
      if (!place) throw new VitrineError("UNAUTHENTICATED");
      const { name: productName } = await catalog.readProduct(place.brandId, place.productId);
      return { productName, brandName: await nameBrand(place.brandId), version: await versions.read(place) };
    },
  };
}

const hashToken = (token: string): string => createHash("sha256").update(token).digest("hex");
