import { EXTMeshGPUInstancing, KHRMaterialsUnlit, KHRTextureTransform } from "@gltf-transform/extensions";
import { unzipSync } from "fflate";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createModelIo } from "../../../assets/intake/model-io.ts";
import { writeUsdz } from "../../../assets/usdz/write-usdz.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { openUsdPage, type UsdPage } from "../../support/usd/usd-page.ts";
import type { UsdMesh } from "../../support/usd/usd-reader.ts";
import { createUsdScene, paintImage, type UsdScene } from "../../support/usd/usd-scene.ts";

let page: UsdPage;

beforeAll(async () => {
  page = await openUsdPage();
}, 120_000);

afterAll(() => page?.close());

const readBack = async (scene: UsdScene): Promise<UsdMesh[]> => page.read(await writeUsdz(scene.document, null));

/** Close enough for seven digits of text and eight bits of a channel. */
const expectClose = (values: readonly number[], wanted: readonly number[], digits = 4) => {
  expect(values).toHaveLength(wanted.length);
  for (const [index, value] of values.entries()) expect(value).toBeCloseTo(wanted[index] ?? 0, digits);
};

async function addTexture(scene: UsdScene, name: string, format: "png" | "jpeg" | "webp", colour: number[]) {
  const image = await paintImage(format, colour);
  return scene.document.createTexture(name).setImage(new Uint8Array(image)).setMimeType(`image/${format}`);
}

describe("a USDZ of a model", () => {
  it("has one file for each variant, with that variant's materials", async () => {
    const document = await (await createModelIo()).readBinary(await buildBox(1, 0.5, 0.2));
    const [own, oak, ink] = await Promise.all([null, "oak", "ink"].map((variant) => writeUsdz(document, variant)));
    const [mesh] = await page.read(ink as Uint8Array);
    expect(own).toEqual(oak);
    expect(own).not.toEqual(ink);
    expectClose(mesh?.colour ?? [], [0.1, 0.1, 0.12], 3);
    expect((await page.read(own as Uint8Array))[0]?.colour[0]).toBeCloseTo(0.6, 3);
    expectClose([...(mesh?.min ?? []), ...(mesh?.max ?? [])], [-0.5, 0, -0.1, 0.5, 0.5, 0.1]);
  });

  it("is the same bytes for the same model", async () => {
    const io = await createModelIo();
    const box = await buildBox(1, 1, 1);
    expect(await writeUsdz(await io.readBinary(box), null)).toEqual(await writeUsdz(await io.readBinary(box), null));
  });

  it("refuses a model without triangles", async () => {
    await expect(writeUsdz(createUsdScene().document, null)).rejects.toThrow("no triangles");
  });
});

describe("shapes in USDZ", () => {
  it("stand where their nodes put them", async () => {
    const scene = createUsdScene();
    const parent = scene.place("parent", scene.quad(null), [1, 2, 3]);
    const child = scene.place("child", scene.quad(null), [0, 1, 0], [2, 2, 2]);
    parent.addChild(child);
    const meshes = await readBack(scene);
    expectClose(meshes[0]?.min ?? [], [0.5, 1.5, 3]);
    expectClose(meshes[1]?.max ?? [], [2, 4, 3]);
  });

  it("keep their front when a node mirrors them", async () => {
    const scene = createUsdScene();
    scene.place("mirrored", scene.quad(null), [1, 0, 0], [-1, 1, 1]);
    const [mesh] = await readBack(scene);
    expectClose(mesh?.facing ?? [], [0, 0, 1]);
    expectClose(mesh?.normal ?? [], [0, 0, 1]);
    expectClose(mesh?.min ?? [], [0.5, -0.5, 0]);
  });

  it("have a back of their own when they are double-sided", async () => {
    const scene = createUsdScene();
    scene.place("cloth", scene.quad(scene.document.createMaterial("cloth").setDoubleSided(true)));
    const [mesh] = await readBack(scene);
    expect(mesh?.vertices).toBe(12);
  });

  it("are there once for each instance", async () => {
    const scene = createUsdScene();
    const node = scene.place("chairs", scene.quad(null));
    const instances = scene.document.createExtension(EXTMeshGPUInstancing).createInstancedMesh();
    instances.setAttribute("TRANSLATION", scene.accessor("VEC3", [0, 0, 0, 5, 0, 0, 0, 0, 7]));
    node.setExtension("EXT_mesh_gpu_instancing", instances);
    const meshes = await readBack(scene);
    expect(meshes).toHaveLength(3);
    expectClose(
      meshes.map((mesh) => mesh.max[0] ?? 0),
      [0.5, 5.5, 0.5],
    );
    expectClose(
      meshes.map((mesh) => mesh.max[2] ?? 0),
      [0, 0, 7],
    );
  });

  it("are shown as they are at rest: morphed by their weights, and where their joints hold them", async () => {
    const scene = createUsdScene();
    const morphed = scene.quad(null);
    const target = scene.document.createPrimitiveTarget();
    morphed.addTarget(target.setAttribute("POSITION", scene.accessor("VEC3", [0, 0, 2, 0, 0, 2, 0, 0, 2, 0, 0, 2])));
    scene.place("morphed", morphed).setWeights([0.5]);
    const skinned = scene.quad(null);
    skinned.setAttribute("JOINTS_0", scene.accessor("VEC4", new Array(16).fill(0)));
    skinned.setAttribute("WEIGHTS_0", scene.accessor("VEC4", [1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]));
    const joint = scene.document.createNode("joint").setTranslation([0, 10, 0]);
    scene.document.getRoot().listScenes()[0]?.addChild(joint);
    scene.place("skinned", skinned, [100, 0, 0]).setSkin(scene.document.createSkin().addJoint(joint));
    const meshes = await readBack(scene);
    expect(meshes.find((mesh) => mesh.name.startsWith("morphed"))?.max[2]).toBeCloseTo(1, 4);
    expectClose(meshes.find((mesh) => mesh.name.startsWith("skinned"))?.max ?? [], [0.5, 10.5, 0]);
  });

  it("have flat normals where the model has none, and lie in strips and fans as in lists", async () => {
    const scene = createUsdScene();
    const strip = scene
      .quad(null)
      .setMode(5)
      .setIndices(scene.accessor("SCALAR", [0, 1, 3, 2], true));
    scene.place("strip", strip.setAttribute("NORMAL", null));
    const [mesh] = await readBack(scene);
    expect(mesh?.vertices).toBe(6);
    expectClose(mesh?.facing ?? [], [0, 0, 1]);
    expectClose(mesh?.normal ?? [], [0, 0, 1]);
  });

  it("carry the texture's own tiling in their coordinates", async () => {
    const scene = createUsdScene();
    const material = scene.document.createMaterial("tiles");
    material.setBaseColorTexture(await addTexture(scene, "tiles", "png", [200, 10, 10]));
    const transform = scene.document.createExtension(KHRTextureTransform).createTransform();
    material
      .getBaseColorTextureInfo()
      ?.setExtension("KHR_texture_transform", transform.setScale([3, 2]).setOffset([0.5, 0]));
    scene.place("floor", scene.quad(material));
    const [mesh] = await readBack(scene);
    const us = (mesh?.coordinates ?? []).filter((_, index) => index % 2 === 0);
    const vs = (mesh?.coordinates ?? []).filter((_, index) => index % 2 === 1);
    expectClose([Math.min(...us), Math.max(...us), Math.max(...vs) - Math.min(...vs)], [0.5, 3.5, 2]);
  });
});

describe("materials in USDZ", () => {
  it("carry all maps of a material, as JPEG where there is no alpha", async () => {
    const scene = createUsdScene();
    const shine = await addTexture(scene, "shine", "webp", [255, 100, 200]);
    const material = scene.document.createMaterial("oak");
    material.setBaseColorTexture(await addTexture(scene, "colour", "webp", [120, 80, 40]));
    material.setNormalTexture(await addTexture(scene, "normal", "png", [128, 128, 255]));
    material.setMetallicRoughnessTexture(shine).setOcclusionTexture(shine);
    material.setEmissiveTexture(await addTexture(scene, "glow", "png", [9, 9, 9])).setEmissiveFactor([1, 1, 1]);
    scene.place("board", scene.quad(material));
    const usdz = await writeUsdz(scene.document, null);
    const [mesh] = await page.read(usdz);
    expect(mesh?.maps).toEqual(["map", "normalMap", "roughnessMap", "metalnessMap", "aoMap", "emissiveMap"]);
    expect(
      Object.keys(unzipSync(usdz))
        .slice(1)
        .every((name) => name.endsWith(".jpg")),
    ).toBe(true);
    // Occlusion, roughness and metal are one image, and in the package once.
    expect(Object.keys(unzipSync(usdz))).toHaveLength(5);
  });

  it("have their factors in their textures, in linear light", async () => {
    const scene = createUsdScene();
    const material = scene.document.createMaterial("tinted").setBaseColorFactor([0.5, 1, 0, 1]);
    material.setBaseColorTexture(await addTexture(scene, "white", "png", [255, 255, 255]));
    material.setMetallicRoughnessTexture(await addTexture(scene, "shine", "png", [255, 200, 100]));
    material.setRoughnessFactor(0.5).setMetallicFactor(0);
    scene.place("board", scene.quad(material));
    const usdz = await writeUsdz(scene.document, null);
    const [mesh] = await page.read(usdz);
    expectClose(mesh?.mapMiddle?.slice(0, 3) ?? [], [188, 255, 0], -1);
    const shine = Object.entries(unzipSync(usdz)).find(([name]) => name === "textures/1.jpg")?.[1];
    const { data } = await sharp(shine).raw().toBuffer({ resolveWithObject: true });
    expectClose([...data.subarray(0, 3)], [255, 100, 0], -1);
  });

  it("blend by alpha, from the texture and the factor, as PNG", async () => {
    const scene = createUsdScene();
    const material = scene.document.createMaterial("veil").setAlphaMode("BLEND").setBaseColorFactor([1, 1, 1, 0.5]);
    material.setBaseColorTexture(await addTexture(scene, "veil", "webp", [200, 200, 200, 200]));
    scene.place("veil", scene.quad(material));
    const [mesh] = await readBack(scene);
    expect(mesh).toMatchObject({ isTransparent: true, alphaTest: 0 });
    expect(mesh?.mapMiddle?.[3]).toBe(100);
  });

  it("cut by alpha where the model says so", async () => {
    const scene = createUsdScene();
    for (const [name, alpha] of [
      ["kept", 180],
      ["cut", 60],
    ] as const) {
      const material = scene.document.createMaterial(name).setAlphaMode("MASK").setAlphaCutoff(0.6);
      material.setBaseColorTexture(await addTexture(scene, name, "png", [90, 90, 90, alpha]));
      scene.place(name, scene.quad(material));
    }
    const meshes = await readBack(scene);
    expect(meshes.map((mesh) => mesh.alphaTest)).toEqual([0.5, 0.5]);
    expect(meshes.map((mesh) => mesh.mapMiddle?.[3])).toEqual([255, 0]);
  });

  it("glow in their own colour when they ignore light", async () => {
    const scene = createUsdScene();
    const material = scene.document.createMaterial("screen").setBaseColorFactor([0.2, 0.4, 0.6, 1]);
    material.setExtension("KHR_materials_unlit", scene.document.createExtension(KHRMaterialsUnlit).createUnlit());
    scene.place("screen", scene.quad(material));
    const [mesh] = await readBack(scene);
    expectClose(mesh?.emissive ?? [], [0.2, 0.4, 0.6]);
    expectClose(mesh?.colour ?? [], [0, 0, 0]);
  });

  it("take the mean of the colours of vertices, and are white metal for meshes without one", async () => {
    const scene = createUsdScene();
    const painted = scene.quad(scene.document.createMaterial("paint").setMetallicFactor(0));
    painted.setAttribute("COLOR_0", scene.accessor("VEC3", [1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    scene.place("painted", painted);
    scene.place("bare", scene.quad(null));
    const meshes = await readBack(scene);
    expectClose(meshes[0]?.colour ?? [], [0.5, 0, 0], 2);
    expect(meshes[1]).toMatchObject({ colour: [1, 1, 1], metallic: 1, roughness: 1 });
  });

  it("are at most 2048 pixels wide", async () => {
    const scene = createUsdScene();
    const image = await sharp({ create: { width: 2_100, height: 1_050, channels: 3, background: "#888" } })
      .png()
      .toBuffer();
    const texture = scene.document.createTexture("huge").setImage(new Uint8Array(image)).setMimeType("image/png");
    scene.place("wall", scene.quad(scene.document.createMaterial("wall").setBaseColorTexture(texture)));
    const files = unzipSync(await writeUsdz(scene.document, null));
    expect(await sharp(files["textures/0.jpg"]).metadata()).toMatchObject({ width: 2_048, height: 1_024 });
  });
});
