import { useEffect, useState } from "preact/hooks";
import { Icon } from "../../kit/icons.tsx";
import { readExhibit } from "../state/exhibit-facts.ts";
import { nearExhibitId, shedLevel } from "../state/store.ts";

/** A room is called busy, or calm again, when it has been so for this long: a sign must not flicker. */
const SETTLED_MS = 2_000;

/** Says in plain words why people farther away move less often. The region is always there, so that it is read aloud. */
export function BusySign() {
  const isBusy = useSettled(shedLevel.value > 0, SETTLED_MS);
  return (
    <div role="status" class={isBusy ? "pill busy-sign" : "visually-hidden"}>
      {isBusy ? (
        <>
          <Icon name="people" />
          <span>The room is very busy. People farther away move less often.</span>
        </>
      ) : null}
    </div>
  );
}

/** The value once it has been the same for a while; false at first. */
function useSettled(value: boolean, afterMs: number): boolean {
  const [settled, settle] = useState(false);
  useEffect(() => {
    if (value === settled) return;
    const timer = setTimeout(() => settle(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, settled, afterMs]);
  return settled;
}

/** Says what one has walked up to, for those who cannot see it. The region is always there, so that changes are read. */
export function NearStatus() {
  const near = readExhibit(nearExhibitId.value);
  return (
    <p role="status" class="visually-hidden">
      {near ? `Near ${near.product.name}. Press Enter to look closer, G to pick it up.` : ""}
    </p>
  );
}
