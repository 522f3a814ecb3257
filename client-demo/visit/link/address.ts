import type { Quality } from "../../scene/quality.ts";

const QUALITIES: readonly Quality[] = ["low", "medium", "high"];

/** What the address of the showroom page asks for: `?showroom=…&product=…&variant=…&quality=low`. */
export type PageAddress = {
  readonly showroomId: string | null;
  /** An exhibit to walk up to after entering. */
  readonly exhibitId: string | null;
  /** A product to look at closely after entering, in the variant that is named. */
  readonly productId: string | null;
  readonly variantId: string | null;
  /** Null to let the machine decide. */
  readonly quality: Quality | null;
};

/** Reads the part of an address from "?"; what makes no sense is as good as not said. */
export function readPageAddress(search: string): PageAddress {
  const parameters = new URLSearchParams(search);
  const asked = parameters.get("quality");
  return {
    showroomId: parameters.get("showroom"),
    exhibitId: parameters.get("exhibit"),
    productId: parameters.get("product"),
    variantId: parameters.get("variant"),
    quality: QUALITIES.find((quality) => quality === asked) ?? null,
  };
}
