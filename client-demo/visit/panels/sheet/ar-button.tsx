import { useState } from "preact/hooks";
import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";
import { Icon } from "../../../kit/icons.tsx";
import { showroom } from "../../state/store.ts";
import { ArHandOver } from "./ar-hand-over.tsx";
import { findArDevice, findArOffer, linkToProduct } from "./ar-links.ts";

type ArButtonProps = { readonly product: Product; readonly variant: Variant };

/** The icon of the others as a picture. */
const ICON_PICTURE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='%231C1B19' stroke-width='1.5' stroke-linecap='round' stroke-linejoin='round'%3E%3Cpath d='M4 8V4h4M16 4h4v4M20 16v4h-4M8 20H4v-4M12 7.5l4 2.25v4.5l-4 2.25-4-2.25v-4.5l4-2.25Zm0 4.5v4.500m0-4.500 4-2.250M12 12 8 9.750'/%3E%3C/svg%3E";

/** "View in your room": the phone's own viewer, or the way from a desktop to a phone. Nothing where there is no file. */
export function ArButton({ product, variant }: ArButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const link = linkToProduct(new URL(location.href), showroom.value?.id ?? "", product.id, variant.id);
  const offer = findArOffer(product, variant, device(), link);
  if (!offer) return null;
  if (offer.kind === "hand-over") {
    return (
      <>
        <button type="button" class="button ar-button" onClick={() => setOpen(true)}>
          <Icon name="inRoom" />
          View in your room
        </button>
        {isOpen ? (
          <ArHandOver product={product} variant={variant} link={offer.url} onClose={() => setOpen(false)} />
        ) : null}
      </>
    );
  }
  return (
    <div class="ar-link">
      {offer.kind === "quick-look" ? (
        // Quick Look opens at once only where the link has one element in it, and that is a picture.
        <a class="button ar-button" rel="ar" href={offer.href}>
          <img src={ICON_PICTURE} alt="" />
          View in your room
        </a>
      ) : (
        <a class="button ar-button" href={offer.href}>
          <Icon name="inRoom" />
          View in your room
        </a>
      )}
      {offer.isExact ? null : <p class="soft small">Your room shows it in its first colours.</p>}
    </div>
  );
}

function device() {
  const { relList } = document.createElement("a");
  return findArDevice({ userAgent: navigator.userAgent, opensArLinks: relList.supports("ar") });
}
