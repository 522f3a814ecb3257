import { useCallback, useEffect, useState } from "preact/hooks";
import type { ModelVersion } from "../../../rooms/protocol/goods.ts";
import { versionCalls } from "../session/session.ts";
import { isInTheWorks } from "../upload/version-stages.ts";

const BUSY_MS = 700;
const CALM_MS = 10_000;

/** The versions of a product, newest first, as they are now; null until they are known. */
export type VersionsNow = {
  readonly versions: readonly ModelVersion[] | null;
  /** Asks again at once, for instance after something was changed. */
  readonly refresh: () => void;
};

/** Follows the versions of a product: closely while one is in the works, from afar otherwise, not in a hidden tab. */
export function useVersions(productId: string): VersionsNow {
  const [versions, setVersions] = useState<readonly ModelVersion[] | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      const read = document.hidden ? null : await versionCalls.list(productId).catch(() => null);
      if (!isWanted) return;
      if (read) setVersions((known) => (JSON.stringify(known) === JSON.stringify(read) ? known : read));
      timer = setTimeout(poll, (read ?? []).some(isInTheWorks) ? BUSY_MS : CALM_MS);
    };
    const onShow = () => {
      if (document.hidden) return;
      clearTimeout(timer);
      void poll();
    };
    document.addEventListener("visibilitychange", onShow);
    void poll();
    return () => {
      isWanted = false;
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", onShow);
    };
  }, [productId, round]);
  return { versions, refresh: useCallback(() => setRound((count) => count + 1), []) };
}
