import { useEffect } from "preact/hooks";
import type { ModelVersionDetail } from "../../../rooms/protocol/goods.ts";
import { type Loaded, useLoad } from "../../kit/load.ts";
import { versionCalls } from "../session/session.ts";
import { isInTheWorks } from "../upload/version-stages.ts";

const BUSY_MS = 1_000;

/** One version with its report, asked for again while the server works on it. */
export function useVersion(productId: string, versionId: string): readonly [Loaded<ModelVersionDetail>, () => void] {
  const [loaded, reload] = useLoad(versionId, () => versionCalls.read(productId, versionId));
  const isBusy = loaded.state === "ready" && isInTheWorks(loaded.value);
  useEffect(() => {
    if (!isBusy) return;
    const timer = setInterval(reload, BUSY_MS);
    return () => clearInterval(timer);
  }, [isBusy]);
  return [loaded, reload];
}
