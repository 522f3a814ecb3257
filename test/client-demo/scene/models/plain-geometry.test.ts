import { BoxGeometry, SphereGeometry } from "three";
import { describe, expect, it } from "vitest";
import { plainGeometry } from "../../../../client-demo/scene/models/plain-geometry.ts";

describe("a shape for machines without a graphics card", () => {
  it("has a fraction of the triangles, the same vertices and nearly the same extent", async () => {
    const fine = new SphereGeometry(1, 64, 48);
    const plain = await plainGeometry(fine);
    expect(plain.index?.count).toBeLessThan((fine.index?.count ?? 0) * 0.35);
    expect(plain.getAttribute("position")).toBe(fine.getAttribute("position"));
    const corners = [...(plain.index?.array ?? [])].map((vertex) => fine.getAttribute("position").getY(vertex));
    expect(Math.max(...corners)).toBeGreaterThan(0.95);
  });

  it("is made once, and not at all where little can be gained", async () => {
    const fine = new SphereGeometry(1, 64, 48);
    expect(await plainGeometry(fine)).toBe(await plainGeometry(fine));
    const box = new BoxGeometry();
    expect(await plainGeometry(box)).toBe(box);
  });
});
