import { describe, expect, it } from "vitest";
import { orderDownloads, type Wish } from "../../../../client-demo/scene/models/download-order.ts";

function wish(url: string, isFirst: boolean, seen: Partial<Wish["sighting"]>): Wish {
  return { url, isFirst, sighting: { isInSight: true, share: 0.2, distance: 5, isInspected: false, ...seen } };
}

describe("the order of downloads", () => {
  it("is first that everything is there: what is in sight from near to far, then the rest", () => {
    const wishes = [
      wish("/behind", true, { isInSight: false, distance: 1 }),
      wish("/far", true, { distance: 9 }),
      wish("/near", true, { distance: 2 }),
      wish("/finer", false, { share: 2 }),
    ];
    expect(orderDownloads(wishes)).toEqual(["/near", "/far", "/behind", "/finer"]);
  });

  it("is then what is looked at closely, and then what covers most of the view", () => {
    const wishes = [
      wish("/small", false, { share: 0.2 }),
      wish("/large", false, { share: 0.9 }),
      wish("/inspected", false, { share: 0.1, isInspected: true }),
    ];
    expect(orderDownloads(wishes)).toEqual(["/inspected", "/large", "/small"]);
  });

  it("names a file once that several exhibits show, as early as the first of them needs it", () => {
    const wishes = [
      wish("/a", true, { distance: 3 }),
      wish("/b", true, { distance: 2 }),
      wish("/a", true, { distance: 1 }),
    ];
    expect(orderDownloads(wishes)).toEqual(["/a", "/b"]);
  });
});
