import { useCallback, useEffect, useState } from "preact/hooks";
import { explainError } from "../sdk/api-error.ts";

/** Something that is fetched: only the fields that are valid in that state. */
export type Loaded<T> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly problem: string }
  | { readonly state: "ready"; readonly value: T };

/**
 * Fetches when the component appears and whenever `what` changes; `reload` fetches again and keeps what is shown
 * until the answer is there. An answer that was overtaken by a newer question is dropped.
 */
export function useLoad<T>(what: string, fetchIt: () => Promise<T>): readonly [Loaded<T>, () => void] {
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: "loading" });
  const [round, setRound] = useState(0);
  useEffect(() => setLoaded({ state: "loading" }), [what]);
  useEffect(() => {
    let isCurrent = true;
    fetchIt()
      .then((value) => isCurrent && setLoaded({ state: "ready", value }))
      .catch((thrown) => isCurrent && setLoaded({ state: "failed", problem: explainError(thrown) }));
    return () => {
      isCurrent = false;
    };
  }, [what, round]);
  return [loaded, useCallback(() => setRound((count) => count + 1), [])];
}
