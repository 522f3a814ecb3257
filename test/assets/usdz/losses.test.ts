import {
  KHRLightsPunctual,
  KHRMaterialsTransmission,
  KHRMaterialsUnlit,
  KHRTextureTransform,
} from "@gltf-transform/extensions";
import { describe, expect, it } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { listArLosses } from "../../../assets/usdz/losses.ts";
import { modelFinding } from "../../../rooms/protocol/catalog.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { createUsdScene, paintImage } from "../../support/usd/usd-scene.ts";

const codesOf = (scene: ReturnType<typeof createUsdScene>) => listArLosses(scene.document).map(({ code }) => code);

describe("what AR on iOS loses of a model", () => {
  it("is nothing for a plain one, whatever its alpha", () => {
    const scene = createUsdScene();
    for (const mode of ["OPAQUE", "MASK", "BLEND"] as const) {
      scene.place(mode, scene.quad(scene.document.createMaterial(mode).setAlphaMode(mode)));
    }
    expect(listArLosses(scene.document)).toEqual([]);
  });

  it("is said in words that name what it is about, and what to do", () => {
    const scene = createUsdScene();
    for (let index = 0; index < 7; index += 1) {
      const painted = scene.quad(null);
      painted.setAttribute("COLOR_0", scene.accessor("VEC3", [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
      scene.place(`vase ${index}`, painted);
    }
    const [finding] = listArLosses(scene.document);
    expect(modelFinding.parse(finding)).toMatchObject({
      code: "AR_LOSES_VERTEX_COLOURS",
      severity: "warning",
      where: "vase 0, vase 1, vase 2, vase 3, vase 4 and 2 more",
      fixed: false,
    });
    expect(finding?.fix).toMatch(/bake/i);
  });

  it("is motion: animations and morph targets", async () => {
    const document = await (await createModelIo()).readBinary(await buildBox(1, 1, 1));
    expect(listArLosses(document)).toMatchObject([{ code: "AR_LOSES_ANIMATION", where: "open" }]);
    const scene = createUsdScene();
    scene.place("face", scene.quad(null).addTarget(scene.document.createPrimitiveTarget()));
    expect(codesOf(scene)).toEqual(["AR_LOSES_MORPH_TARGETS"]);
  });

  it("is light: lamps, glass, and surfaces that ignore it", () => {
    const scene = createUsdScene();
    const { document } = scene;
    const glass = document.createExtension(KHRMaterialsTransmission).createTransmission().setTransmissionFactor(1);
    scene.place("pane", scene.quad(document.createMaterial("glass").setExtension("KHR_materials_transmission", glass)));
    const unlit = document.createExtension(KHRMaterialsUnlit).createUnlit();
    scene.place("sign", scene.quad(document.createMaterial("sign").setExtension("KHR_materials_unlit", unlit)));
    const lamp = document.createExtension(KHRLightsPunctual).createLight("lamp");
    document.createNode("lamp").setExtension("KHR_lights_punctual", lamp);
    expect(codesOf(scene)).toEqual(["AR_LOSES_TRANSMISSION", "AR_LOSES_UNLIT", "AR_LOSES_LIGHTS"]);
  });

  it("is a texture's own tiling only where the maps of a material differ in it", async () => {
    const scene = createUsdScene();
    const { document } = scene;
    const texture = document.createTexture("tiles").setImage(new Uint8Array(await paintImage("png", [1, 2, 3])));
    const tiled = () => document.createExtension(KHRTextureTransform).createTransform().setScale([4, 4]);
    const material = document.createMaterial("tiles").setBaseColorTexture(texture).setNormalTexture(texture);
    material.getBaseColorTextureInfo()?.setExtension("KHR_texture_transform", tiled());
    scene.place("floor", scene.quad(material));
    expect(codesOf(scene)).toEqual(["AR_LOSES_TEXTURE_TRANSFORM"]);
    material.getNormalTextureInfo()?.setExtension("KHR_texture_transform", tiled());
    expect(codesOf(scene)).toEqual([]);
  });

  it("is points and lines", () => {
    const scene = createUsdScene();
    scene.place("wire", scene.quad(null).setMode(1));
    expect(codesOf(scene)).toEqual(["AR_LOSES_LINES"]);
  });
});
