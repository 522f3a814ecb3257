import { useEffect, useRef, useState } from "preact/hooks";
import { Icon } from "../../../kit/icons.tsx";
import { isEscapeForPage } from "../../../kit/keyboard.ts";
import { formatPrice } from "../../../kit/price.ts";
import { ProductStage } from "../../../scene/view/product-stage.tsx";
import type { RoomActions } from "../../link/room-link.ts";
import type { ExhibitFacts } from "../../state/exhibit-facts.ts";
import { linkedProduct, selectedExhibitId } from "../../state/store.ts";
import { ArButton } from "./ar-button.tsx";
import { BuyBar } from "./buy-bar.tsx";
import { HandlingRow } from "./handling-row.tsx";
import { VariantPicker } from "./variant-picker.tsx";

type ProductSheetProps = { readonly facts: ExhibitFacts; readonly room: RoomActions };

const close = (): void => {
  selectedExhibitId.value = null;
};

/** Everything about one exhibit's product: at the right, from below on phones. The room stays usable beside it. */
export function ProductSheet({ facts, room }: ProductSheetProps) {
  const { exhibit, product } = facts;
  const [chosenId, setChosenId] = useState<string | null>(linkedProduct.value?.variantId ?? null);
  const heading = useRef<HTMLHeadingElement>(null);
  // A shopper's own choice stays; until there is one the sheet follows what the room shows.
  const variant = product.variants.find((each) => each.id === chosenId) ?? facts.variant;

  useEffect(() => {
    const opener = document.activeElement;
    heading.current?.focus({ preventScroll: true });
    room.inspect(exhibit.id, true);
    return () => {
      room.inspect(exhibit.id, false);
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, [exhibit.id, room]);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (isEscapeForPage(event)) close();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);

  return (
    <aside class="sheet" aria-labelledby="sheet-title">
      <button type="button" class="icon-button sheet-close" aria-label={`Close ${product.name}`} onClick={close}>
        <Icon name="close" />
      </button>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="sheet-scroll" tabIndex={0}>
        <ProductStage product={product} materialVariant={variant.materialVariant ?? null} isOpen={exhibit.open} />
        <div class="sheet-text">
          <div class="sheet-head">
            <h2 id="sheet-title" ref={heading} tabIndex={-1}>
              {product.name}
            </h2>
            <p class="soft">{product.tagline}</p>
            <p class="price numbers">{formatPrice(variant.priceMinor, variant.currency)}</p>
          </div>
          <VariantPicker
            product={product}
            chosenId={variant.id}
            onChoose={(variantId) => {
              setChosenId(variantId);
              room.configure(exhibit.id, variantId);
            }}
          />
          <HandlingRow facts={facts} room={room} />
          <ArButton product={product} variant={variant} />
          <p class="description">{product.description}</p>
        </div>
      </div>
      <BuyBar key={variant.id} product={product} variant={variant} />
    </aside>
  );
}
