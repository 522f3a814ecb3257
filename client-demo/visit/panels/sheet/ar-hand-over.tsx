import { useState } from "preact/hooks";
import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";
import { Modal } from "../../../kit/modal.tsx";
import { ProductPicture } from "../../../kit/product-picture.tsx";
import { QrCode } from "./qr-code.tsx";

type ArHandOverProps = {
  readonly product: Product;
  readonly variant: Variant;
  readonly link: string;
  readonly onClose: () => void;
};

const ONLY_HERE = /^(localhost|127\.|\[::1\])/;

/** Hands a product over to a phone, which can put it into the shopper's own room. */
export function ArHandOver({ product, variant, link, onClose }: ArHandOverProps) {
  return (
    <Modal title="View in your room" onClose={onClose}>
      <div class="hand-over">
        <div class="hand-over-code">
          <QrCode text={link} label={`QR code that opens ${product.name} on a phone`} />
          <CopyLink link={link} />
        </div>
        <div class="hand-over-text">
          <div class="hand-over-product">
            <ProductPicture
              product={product}
              materialVariant={variant.materialVariant ?? null}
              size="thumbnail"
              swatch={variant.swatch}
            />
            <p>
              <strong>{product.name}</strong>
              <br />
              <span class="soft small">{variant.name}</span>
            </p>
          </div>
          <ol class="steps">
            <li>Point the camera of an iPhone, an iPad or an Android phone at the code.</li>
            <li>Open the link and choose “View in your room”.</li>
            <li>Move the phone slowly over the floor. It stands there at its real size.</li>
          </ol>
        </div>
      </div>
      {ONLY_HERE.test(new URL(link).host) ? (
        <p class="note warning">
          This address leads to this computer only. Open the showroom at its public address to use a phone.
        </p>
      ) : null}
    </Modal>
  );
}

function CopyLink({ link }: { readonly link: string }) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  const copy = async () => {
    // Missing on pages that do not come over a safe connection.
    const copied = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setState(copied ? "copied" : "failed");
  };
  return (
    <div class="copy-link">
      <button type="button" class="button quiet" onClick={copy}>
        Copy the link
      </button>
      <span role="status" class="soft small">
        {state === "copied" ? "Copied" : ""}
        {state === "failed" ? <span class="link-text">{link}</span> : null}
      </span>
    </div>
  );
}
