import { z } from "zod";
import {
  type ModelVersion,
  type ModelVersionDetail,
  modelVersion,
  modelVersionDetail,
  modelVersionList,
  type PublishRequest,
  type SharedReport,
  sharedReport,
} from "../../rooms/protocol/goods.ts";
import { ask } from "./http.ts";

const shareReply = z.object({ token: z.string().min(1) });

/** What a brand does with the versions of a product's model. Every function rejects with an ApiError. */
export function createVersionCalls(readToken: () => string | null) {
  const root = (productId: string) => `/products/${productId}/model/versions`;
  const change = (method: "POST" | "DELETE", productId: string, rest: string, body?: unknown): Promise<ModelVersion> =>
    ask({ method, path: `${root(productId)}/${rest}`, body, token: readToken() }, modelVersion);
  return {
    /** Newest first. */
    list: async (productId: string): Promise<readonly ModelVersion[]> => {
      const { items } = await ask({ path: root(productId), token: readToken() }, modelVersionList);
      return items.toSorted((one, other) => other.number - one.number);
    },
    read: (productId: string, versionId: string): Promise<ModelVersionDetail> =>
      ask({ path: `${root(productId)}/${versionId}`, token: readToken() }, modelVersionDetail),
    /** Puts a version on the shelf, now or at a time; an older one is how to roll back. */
    publish: (productId: string, versionId: string, when: PublishRequest = {}) =>
      change("POST", productId, `${versionId}/publish`, when),
    unschedule: (productId: string, versionId: string) => change("DELETE", productId, `${versionId}/schedule`),
    cancel: (productId: string, versionId: string) => change("POST", productId, `${versionId}/cancel`),
    retry: (productId: string, versionId: string) => change("POST", productId, `${versionId}/retry`),
    /** Makes a new version of the same file, whose unit is `factor` metres. */
    rescale: (productId: string, versionId: string, factor: number) =>
      change("POST", productId, `${versionId}/rescale`, { factor }),
    /** The token that opens the report without signing in. */
    share: async (productId: string, versionId: string): Promise<string> => {
      const path = `${root(productId)}/${versionId}/share`;
      return (await ask({ method: "POST", path, token: readToken() }, shareReply)).token;
    },
  };
}

/** Reads a report by the token of its link. The token travels in a header, so that no log keeps it. */
export function readSharedReport(token: string): Promise<SharedReport> {
  return ask({ path: "/reports/shared", headers: { Authorization: `Report ${token}` } }, sharedReport);
}
