import { execFile } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { promisify } from "node:util";
import { meshopt } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer";
import sharp from "sharp";
import { thumbHashToAverageRGBA } from "thumbhash";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { comparePictures } from "../../../assets/pictures/compare.ts";
import { FOUR_SIDES, type Shot } from "../../../assets/pictures/page/views.ts";
import { takePortrait } from "../../../assets/pictures/portrait.ts";
import { openStudio, type Studio } from "../../../assets/pictures/studio.ts";
import { findChromium } from "../../support/chromium.ts";
import { buildBox } from "../../support/models/build-box.ts";

const SHOT: Shot = { width: 128, height: 128, views: FOUR_SIDES, transparent: true };
const START_MS = 120_000;

let studio: Studio;
let box: Uint8Array;

beforeAll(async () => {
  const opened = await openStudio({ chromium: await findChromium() });
  if (!opened) throw new Error("No studio could be opened.");
  studio = opened;
  box = await buildBox(1, 0.5, 0.2);
}, START_MS);

afterAll(() => studio?.close());

/** How much of a picture is covered, 0–1, and the colour in its middle. */
async function look(picture: Buffer): Promise<{ covered: number; middle: number[] }> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const alphas = Array.from({ length: info.width * info.height }, (_, index) => data[index * 4 + 3] ?? 0);
  const at = ((info.height / 2) * info.width + info.width / 2) * 4;
  return {
    covered: alphas.filter((alpha) => alpha > 127).length / alphas.length,
    middle: [...data.subarray(at, at + 4)],
  };
}

describe("the studio", () => {
  it("photographs a model from each side that is asked for, with nothing behind it", async () => {
    const pictures = await studio.render(box, SHOT);
    const [front, right, back, left] = await Promise.all(pictures.map(look));
    expect(pictures).toHaveLength(4);
    expect(front?.covered).toBeGreaterThan((right?.covered ?? 1) * 2);
    expect(front?.covered).toBeCloseTo(back?.covered ?? 0, 2);
    expect(right?.covered).toBeCloseTo(left?.covered ?? 0, 2);
  });

  it("shows a variant by its name", async () => {
    const shot = { ...SHOT, views: FOUR_SIDES.slice(0, 1) };
    const [own] = await studio.render(box, shot);
    const [ink] = await studio.render(box, { ...shot, materialVariant: "ink" });
    const [red = 0, , blue = 0] = (await look(own as Buffer)).middle;
    const [darkRed = 0, , darkBlue = 0] = (await look(ink as Buffer)).middle;
    expect(red).toBeGreaterThan(blue + 40);
    expect(darkRed).toBeLessThan(red - 40);
    expect(Math.abs(darkRed - darkBlue)).toBeLessThan(25);
  });

  it("draws the same model the same, whatever it is compressed with", async () => {
    const io = await createModelIo();
    const document = await io.readBinary(box);
    await document.transform(meshopt({ encoder: MeshoptEncoder }));
    const [before, after] = [await studio.render(box, SHOT), await studio.render(await io.writeBinary(document), SHOT)];
    for (const [index, picture] of before.entries()) {
      expect((await comparePictures(picture, after[index] as Buffer)).ssim).toBeGreaterThan(0.98);
    }
  });

  it("frames what it is told to, so that views of two models line up", async () => {
    const bounds = { min: [-2, 0, -0.1], max: [2, 1, 0.1] } as const;
    const [own] = await studio.render(box, SHOT);
    const [framed] = await studio.render(box, { ...SHOT, bounds });
    expect((await look(framed as Buffer)).covered).toBeLessThan((await look(own as Buffer)).covered / 4);
  });

  it("says that a broken model cannot be drawn, and goes on", async () => {
    await expect(studio.render(box.slice(0, 200), SHOT)).rejects.toThrow();
    await expect(studio.render(new Uint8Array(12), SHOT)).rejects.toThrow();
    expect(await studio.render(box, SHOT)).toHaveLength(4);
  });

  it("fetches nothing that a model refers to outside of itself", async () => {
    let requests = 0;
    const server = createServer((_request, response) => {
      requests += 1;
      response.end();
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const model = await refer(box, `http://127.0.0.1:${port}/pixel.png`);
    await expect(studio.render(model, SHOT)).rejects.toThrow("cannot be had");
    server.close();
    expect(requests).toBe(0);
  });

  it(
    "opens a new browser when the old one is gone",
    async () => {
      const { stdout } = await promisify(execFile)("pgrep", ["-P", String(process.pid), "-f", "hrom"]);
      const rendering = studio.render(box, SHOT);
      for (const id of stdout.trim().split("\n")) process.kill(Number(id), "SIGKILL");
      await expect(rendering).rejects.toThrow();
      expect(await studio.render(box, SHOT)).toHaveLength(4);
    },
    START_MS,
  );
});

/** The box with a base colour texture at an address. */
async function refer(glb: Uint8Array, uri: string): Promise<Uint8Array> {
  const length = new DataView(glb.buffer, glb.byteOffset).getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(glb.subarray(20, 20 + length)));
  json.images = [{ uri }];
  json.textures = [{ source: 0 }];
  json.materials[0].pbrMetallicRoughness.baseColorTexture = { index: 0 };
  const text = JSON.stringify(json);
  const padded = new TextEncoder().encode(text.padEnd(Math.ceil(text.length / 4) * 4));
  const whole = Buffer.concat([glb.subarray(0, 20), padded, glb.subarray(20 + length)]);
  whole.writeUInt32LE(whole.length, 8);
  whole.writeUInt32LE(padded.length, 12);
  return whole;
}

describe("a portrait", () => {
  it("is a poster, a thumbnail and a hash of the product on paper, with a shadow", async () => {
    const portrait = await takePortrait(studio, box, "ink");
    const poster = await sharp(portrait.poster).metadata();
    const thumbnail = await sharp(portrait.thumbnail).metadata();
    expect([poster.format, poster.width, poster.height, poster.hasAlpha]).toEqual(["webp", 1024, 1024, false]);
    expect([thumbnail.format, thumbnail.width, thumbnail.height]).toEqual(["webp", 256, 256]);
    const { data } = await sharp(portrait.poster).raw().toBuffer({ resolveWithObject: true });
    for (const [channel, paper] of [0xfa, 0xf8, 0xf5].entries()) {
      expect(Math.abs((data[channel] ?? 0) - paper)).toBeLessThanOrEqual(3);
    }
    const mean = thumbHashToAverageRGBA(Buffer.from(portrait.thumbhash, "base64"));
    expect(mean.r).toBeGreaterThan(0.6);
    expect(mean.r).toBeLessThan(0.97);
  });

  it("is of the variant that is asked for", async () => {
    const oak = await takePortrait(studio, box, "oak");
    const ink = await takePortrait(studio, box, "ink");
    expect(oak.thumbhash).not.toBe(ink.thumbhash);
  });
});

describe("without a browser", () => {
  it("there is no studio, and no error", async () => {
    expect(await openStudio({ chromium: "/nowhere/chromium" })).toBeNull();
  });
});
