import { describe, expect, it } from "vitest";
import { pictureOf } from "../../../../client-demo/kit/picture-of.ts";
import { findArDevice, findArOffer, linkToProduct } from "../../../../client-demo/visit/panels/sheet/ar-links.ts";
import type { ModelOutputs, Product, Variant } from "../../../../rooms/protocol/catalog.ts";

const LINK = "https://shop.example/?showroom=gallery&product=arc&variant=arc-oak";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15";
const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/131.0 Mobile Safari/537.36";
const DESKTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0 Safari/537.36";

function variant(materialVariant: string | null): Variant {
  const shared = { id: "arc-oak", sku: "ARC", name: "Oak", priceMinor: 100, currency: "EUR", stock: 1 };
  return materialVariant === null ? shared : { ...shared, materialVariant };
}

function product(outputs: Partial<ModelOutputs> | null, name = "Arc lamp & shade"): Product {
  const measures = {
    ...{ bytes: 1, triangles: 1, vertices: 1, drawCalls: 1, materials: 1, textures: 0, maxTexturePixels: 0 },
    ...{ animations: [], materialVariants: ["oak", "ink"] },
    boundsMin: [0, 0, 0] as [number, number, number],
    boundsMax: [1, 1, 1] as [number, number, number],
  };
  const made = outputs && { levels: [], desktop: null, ar: null, usdz: [], pictures: [], ...outputs };
  const uploadedAt = "2026-01-01T00:00:00.000Z";
  const shelf = { hash: "0".repeat(64), url: "/goods/best.glb", measures, findings: [], uploadedAt };
  return {
    ...{ id: "arc", brandId: "nordlys", name, tagline: "", description: "", category: "lighting" },
    variants: [variant("oak")],
    model: made ? { ...shelf, outputs: made } : shelf,
    revision: 1,
    updatedAt: uploadedAt,
  };
}

const USDZ = [
  { url: "/goods/plain.usdz", bytes: 1, materialVariant: null },
  { url: "/goods/ink.usdz", bytes: 1, materialVariant: "ink" },
];

describe("which viewer a device has", () => {
  it("is Quick Look where links to it are known, and in the other browsers of iOS", () => {
    expect(findArDevice({ userAgent: IPHONE, opensArLinks: true })).toBe("quick-look");
    expect(findArDevice({ userAgent: `${IPHONE} CriOS/131.0 Mobile/15E148`, opensArLinks: false })).toBe("quick-look");
    // An iPad calls itself a Mac.
    expect(findArDevice({ userAgent: "Mozilla/5.0 (Macintosh)", opensArLinks: true })).toBe("quick-look");
  });

  it("is Scene Viewer on Android, but not where nothing would open", () => {
    expect(findArDevice({ userAgent: ANDROID, opensArLinks: false })).toBe("scene-viewer");
    const firefox = "Mozilla/5.0 (Android 15; Mobile; rv:133.0) Gecko/133.0 Firefox/133.0";
    expect(findArDevice({ userAgent: firefox, opensArLinks: false })).toBe("none");
    expect(findArDevice({ userAgent: IPHONE, opensArLinks: false })).toBe("none");
  });

  it("is a phone beside it for a desktop", () => {
    expect(findArDevice({ userAgent: DESKTOP, opensArLinks: false })).toBe("desktop");
  });
});

describe("what is offered", () => {
  it("is nothing where there is no file for the device", () => {
    for (const device of ["quick-look", "scene-viewer", "desktop", "none"] as const) {
      expect(findArOffer(product(null), variant("oak"), device, LINK)).toBeNull();
      expect(findArOffer(product({}), variant("oak"), device, LINK)).toBeNull();
    }
    expect(findArOffer(product({ usdz: USDZ }), variant("ink"), "scene-viewer", LINK)).toBeNull();
    expect(findArOffer(product({ usdz: USDZ }), variant("ink"), "none", LINK)).toBeNull();
  });

  it("is on iOS the file of the chosen variant at its real size, which shares the page and not the file", () => {
    const offer = findArOffer(product({ usdz: USDZ }), variant("ink"), "quick-look", LINK);
    const page = encodeURIComponent(LINK);
    const href = `/goods/ink.usdz#allowsContentScaling=0&canonicalWebPageURL=${page}`;
    expect(offer).toEqual({ kind: "quick-look", href, isExact: true });
  });

  it("says so when the viewer shows other colours than the chosen", () => {
    const offer = findArOffer(product({ usdz: USDZ }), variant("oak"), "quick-look", LINK);
    expect(offer).toMatchObject({ href: expect.stringContaining("/goods/plain.usdz#"), isExact: false });
  });

  it("is on Android an intent with the whole address of the file, over a safe connection only", () => {
    const lamp = product({ ar: { url: "/goods/ar.glb", bytes: 1 } });
    const offer = findArOffer(lamp, variant(null), "scene-viewer", LINK);
    const href = offer?.kind === "scene-viewer" ? offer.href : "";
    const [address = "", intent = ""] = href.split("#");
    const query = new URL(address.replace("intent:", "https:")).searchParams;
    expect(address.startsWith("intent://arvr.google.com/scene-viewer/1.0?")).toBe(true);
    expect(query.get("file")).toBe("https://shop.example/goods/ar.glb");
    expect(query.get("mode")).toBe("ar_preferred");
    expect(query.get("title")).toBe("Arc lamp & shade");
    expect(query.get("link")).toBe(LINK);
    expect(intent).toMatch(
      /^Intent;scheme=https;package=.*;S\.browser_fallback_url=https%3A%2F%2Fshop\.example.*;end;$/,
    );
    expect(address).not.toContain("+");
    expect(findArOffer(lamp, variant(null), "scene-viewer", LINK.replace("https", "http"))).toBeNull();
  });

  it("keeps a name that could end the intent from doing so", () => {
    const sly = product({ ar: { url: "/goods/ar.glb", bytes: 1 } }, "Lamp#Intent;package=evil;end;");
    const offer = findArOffer(sly, variant(null), "scene-viewer", LINK);
    expect(offer?.kind === "scene-viewer" && offer.href.split("#").length).toBe(2);
  });

  it("is on a desktop the way to a phone", () => {
    expect(findArOffer(product({ usdz: USDZ }), variant("ink"), "desktop", LINK)).toEqual({
      kind: "hand-over",
      url: LINK,
    });
  });
});

describe("the address of a product", () => {
  it("names showroom, product and variant on the page where it stands, and nothing else of its address", () => {
    const page = new URL("https://shop.example/rooms/?quality=low&exhibit=x#top");
    expect(linkToProduct(page, "gallery", "arc", "arc-oak")).toBe(
      "https://shop.example/rooms/?showroom=gallery&product=arc&variant=arc-oak",
    );
  });
});

describe("the picture of a product", () => {
  const picture = (materialVariant: string | null) => ({
    ...{ materialVariant, poster: `/${materialVariant}.webp`, thumbnail: "/t.webp", thumbhash: "" },
  });

  it("is that of the variant, else of the model as it is, else none", () => {
    const lamp = product({ pictures: [picture(null), picture("ink")] });
    expect(pictureOf(lamp, "ink")?.poster).toBe("/ink.webp");
    expect(pictureOf(lamp, "oak")?.poster).toBe("/null.webp");
    expect(pictureOf(lamp, null)?.poster).toBe("/null.webp");
    expect(pictureOf(product(null), "ink")).toBeNull();
  });
});
