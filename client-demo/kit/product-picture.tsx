import { useState } from "preact/hooks";
import { thumbHashToDataURL } from "thumbhash";
import type { Product } from "../../rooms/protocol/catalog.ts";
import { pictureOf } from "./picture-of.ts";

type ProductPictureProps = {
  readonly product: Product | null;
  readonly materialVariant: string | null;
  readonly size: "thumbnail" | "poster";
  /** A colour that says something where there is no picture. */
  readonly swatch?: string | undefined;
};

/**
 * A product's picture, blurred until it has come, and its colour where there is none. It says nothing to a screen reader:
 * the product's name stands beside it.
 */
export function ProductPicture({ product, materialVariant, size, swatch }: ProductPictureProps) {
  const picture = product && pictureOf(product, materialVariant);
  const url = picture?.[size] ?? "";
  // Said of one address: another variant's picture begins anew.
  const [come, setCome] = useState({ url: "", isThere: false });
  const isThere = come.url === url && come.isThere;
  const hasFailed = come.url === url && !come.isThere;
  const blurred = picture ? blur(picture.thumbhash) : "";
  return (
    <span class={`picture ${size}`} aria-hidden="true" style={backdrop(blurred, swatch)}>
      {url === "" || hasFailed ? null : (
        <img
          key={url}
          class={isThere ? "there" : ""}
          src={url}
          alt=""
          decoding="async"
          loading={size === "thumbnail" ? "lazy" : "eager"}
          draggable={false}
          onLoad={() => setCome({ url, isThere: true })}
          onError={() => setCome({ url, isThere: false })}
        />
      )}
    </span>
  );
}

function backdrop(blurred: string, swatch: string | undefined): Record<string, string> {
  if (blurred !== "") return { backgroundImage: `url(${blurred})` };
  return swatch === undefined ? {} : { background: swatch };
}

const blurs = new Map<string, string>();

/** A picture of some pixels, from base64; "" for what is none. */
function blur(thumbhash: string): string {
  const known = blurs.get(thumbhash);
  if (known !== undefined) return known;
  const made = decode(thumbhash);
  blurs.set(thumbhash, made);
  return made;
}

function decode(thumbhash: string): string {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (letter) => letter.charCodeAt(0)));
  } catch {
    return "";
  }
}
