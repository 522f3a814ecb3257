import type { Product, Variant } from "../../../../rooms/protocol/catalog.ts";

/** Which viewer this device brings along; a desktop has none but can hand over to a phone. */
export type ArDevice = "quick-look" | "scene-viewer" | "desktop" | "none";

/** How a product gets into a shopper's own room. `isExact` unless the viewer shows it in other colours than the chosen. */
export type ArOffer =
  | { readonly kind: "quick-look" | "scene-viewer"; readonly href: string; readonly isExact: boolean }
  | { readonly kind: "hand-over"; readonly url: string };

/** What a browser says about itself. `opensArLinks`: whether it knows what `rel="ar"` means. */
export type BrowserFacts = { readonly userAgent: string; readonly opensArLinks: boolean };

/** Browsers on iOS that open AR links without saying that they do. */
const OTHER_IOS = /(iPhone|iPad|iPod).*(CriOS|EdgiOS|FxiOS|GSA|DuckDuckGo)\//;
const TITLE_MAX = 60;

export function findArDevice({ userAgent, opensArLinks }: BrowserFacts): ArDevice {
  if (opensArLinks || OTHER_IOS.test(userAgent)) return "quick-look";
  // Firefox does not pass the viewer's address on, and headsets have no such viewer.
  if (/Android/.test(userAgent)) return /Firefox|OculusBrowser|Quest/.test(userAgent) ? "none" : "scene-viewer";
  return /iPhone|iPad|iPod|Mobile/.test(userAgent) ? "none" : "desktop";
}

/** The address of this showroom at this product, `page` being that of the showroom page. */
export function linkToProduct(page: URL, showroomId: string, productId: string, variantId: string): string {
  const url = new URL(page.pathname, page.origin);
  url.search = new URLSearchParams({ showroom: showroomId, product: productId, variant: variantId }).toString();
  return url.href;
}

/** What can be offered for a variant on a device; null where there is no file for it. `link` leads to the product. */
export function findArOffer(product: Product, variant: Variant, device: ArDevice, link: string): ArOffer | null {
  const outputs = product.model?.outputs;
  if (!outputs) return null;
  const wanted = variant.materialVariant ?? null;
  if (device === "desktop") return outputs.usdz.length > 0 || outputs.ar ? { kind: "hand-over", url: link } : null;
  if (device === "quick-look") {
    const file = outputs.usdz.find((each) => each.materialVariant === wanted) ?? outputs.usdz[0];
    if (!file) return null;
    return { kind: device, href: quickLook(file.url, link), isExact: file.materialVariant === wanted };
  }
  // The viewer fetches the file by itself, and only from a safe address.
  const base = new URL(link);
  if (device !== "scene-viewer" || !outputs.ar || base.protocol !== "https:") return null;
  const file = new URL(outputs.ar.url, base).href;
  return { kind: device, href: sceneViewer(file, product.name, link), isExact: wanted === null };
}

/** Furniture is to be seen at its real size: it cannot be scaled. What is shared from the viewer is the page. */
function quickLook(usdzUrl: string, link: string): string {
  return `${usdzUrl}#allowsContentScaling=0&canonicalWebPageURL=${encodeURIComponent(link)}`;
}

/** The intent that Google documents; where there is no AR the viewer shows the model on its own, or the page opens. */
function sceneViewer(fileUrl: string, title: string, link: string): string {
  const query = new URLSearchParams({
    file: fileUrl,
    mode: "ar_preferred",
    title: title.slice(0, TITLE_MAX),
    link,
    resizable: "false",
  });
  const intent = [
    "Intent",
    "scheme=https",
    "package=com.google.android.googlequicksearchbox",
    "action=android.intent.action.VIEW",
    `S.browser_fallback_url=${encodeURIComponent(link)}`,
    "end",
  ];
  // Spaces as + would be shown as such.
  return `intent://arvr.google.com/scene-viewer/1.0?${query.toString().replaceAll("+", "%20")}#${intent.join(";")};`;
}
