import type { Catalog } from "../catalog/service.ts";
import type { Route } from "../http/route.ts";
import type { Goods } from "./goods.ts";
import { modelRoutes } from "./uploads/routes.ts";
import { uploadRoutes } from "./uploads/upload-routes.ts";
import { shareRoutes } from "./versions/share-routes.ts";
import { versionRoutes } from "./versions/version-routes.ts";

/** Everything about models over HTTP but the files themselves. */
export function goodsRoutes({ models, uploads, versions, shares }: Goods, catalog: Catalog): Route[] {
  return [
    ...modelRoutes({ models, catalog }),
    ...uploadRoutes({ uploads, models, catalog }),
    ...versionRoutes({ versions, catalog }),
    ...shareRoutes({ shares, catalog }),
  ];
}
