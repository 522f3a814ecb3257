import { nearExhibitId } from "../state/store.ts";
import { readExhibit } from "./exhibit-facts.ts";

/** Says what one has walked up to, for those who cannot see it. The region is always there, so that changes are read. */
export function NearStatus() {
  const near = readExhibit(nearExhibitId.value);
  return (
    <p role="status" class="visually-hidden">
      {near ? `Near ${near.product.name}. Press Enter to look closer, G to pick it up.` : ""}
    </p>
  );
}
