import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { comparePictures, PSNR_MAX } from "../../../assets/pictures/compare.ts";
import { createRandom } from "../../support/random.ts";

const SIZE = 64;

/** A PNG whose pixels a function gives, 0–255. */
function paint(
  pixel: (x: number, y: number) => readonly [number, number, number, number],
  size = SIZE,
): Promise<Buffer> {
  const data = Buffer.alloc(size * size * 4);
  for (let index = 0; index < size * size; index += 1) {
    data.set(pixel(index % size, Math.floor(index / size)), index * 4);
  }
  return sharp(data, { raw: { width: size, height: size, channels: 4 } })
    .png()
    .toBuffer();
}

const plain = (value: number) => paint(() => [value, value, value, 255]);

describe("comparing two pictures", () => {
  it("finds a picture like itself, in numbers that JSON can say", async () => {
    const picture = await paint((x, y) => [x * 4, y * 4, 128, 255]);
    expect(await comparePictures(picture, picture)).toEqual({ ssim: 1, psnr: PSNR_MAX });
  });

  it("measures flat pictures as the paper says: only their brightness differs", async () => {
    const { ssim, psnr } = await comparePictures(await plain(100), await plain(120));
    const c1 = (0.01 * 255) ** 2;
    expect(ssim).toBeCloseTo((2 * 100 * 120 + c1) / (100 ** 2 + 120 ** 2 + c1), 4);
    expect(psnr).toBeCloseTo(10 * Math.log10(255 ** 2 / 20 ** 2), 6);
  });

  it("sees lost detail that the mean brightness does not show", async () => {
    const checks = await paint((x, y) => (((x >> 2) + (y >> 2)) % 2 === 0 ? [90, 90, 90, 255] : [160, 160, 160, 255]));
    const { ssim } = await comparePictures(checks, await plain(125));
    expect(ssim).toBeLessThan(0.2);
  });

  it("is worse the more noise there is", async () => {
    const random = createRandom(7);
    const base = (x: number) => 60 + ((x >> 3) % 2) * 120;
    const noisy = (strength: number) =>
      paint((x) => {
        const value = base(x) + (random() - 0.5) * strength;
        return [value, value, value, 255];
      });
    const original = await paint((x) => [base(x), base(x), base(x), 255]);
    const a = await comparePictures(original, await noisy(20));
    const b = await comparePictures(original, await noisy(80));
    expect(a.ssim).toBeGreaterThan(b.ssim);
    expect(a.psnr).toBeGreaterThan(b.psnr);
  });

  it("counts only what one of them shows: empty space does not make a difference small", async () => {
    const inside = (x: number, y: number) => x >= 24 && x < 40 && y >= 24 && y < 40;
    const small = (value: number) => paint((x, y) => (inside(x, y) ? [value, value, value, 255] : [0, 0, 0, 0]));
    const { psnr } = await comparePictures(await small(100), await small(120));
    expect(psnr).toBeCloseTo(10 * Math.log10(255 ** 2 / 20 ** 2), 6);
  });

  it("sees a part that is missing in one of them, though it is white or black", async () => {
    const nothing = await paint(() => [0, 0, 0, 0]);
    for (const value of [0, 255]) {
      const { psnr } = await comparePictures(await plain(value), nothing);
      expect(psnr).toBeLessThan(10);
    }
    expect(await comparePictures(nothing, nothing)).toEqual({ ssim: 1, psnr: PSNR_MAX });
  });

  it("refuses pictures of different sizes", async () => {
    await expect(comparePictures(await plain(9), await paint(() => [9, 9, 9, 255], 32))).rejects.toThrow("sizes");
  });
});
