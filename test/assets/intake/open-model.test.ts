import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Document, NodeIO } from "@gltf-transform/core";
import { ALL_EXTENSIONS, EXTMeshoptCompression, KHRDracoMeshCompression } from "@gltf-transform/extensions";
import { createDecoderModule, createEncoderModule } from "draco3dgltf";
import { strToU8, zipSync } from "fflate";
import { MeshoptDecoder, MeshoptEncoder } from "meshoptimizer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFacts } from "../../../assets/checks/facts/read-facts.ts";
import { openModel } from "../../../assets/intake/open-model.ts";
import { modelFinding } from "../../../rooms/protocol/catalog.ts";
import { buildBox } from "../../support/models/build-box.ts";
import { buildSheet } from "../../support/models/build-sheet.ts";

/** Far more than these take on an idle machine. */
const BUSY_MS = 60_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "vitrine-intake-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

type Files = Readonly<Record<string, Uint8Array | string>>;
let made = 0;

/** Writes files into a folder of their own and returns it. */
async function write(files: Files): Promise<string> {
  made += 1;
  const place = join(folder, String(made));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(place, name)), { recursive: true });
    await writeFile(join(place, name), content);
  }
  return place;
}

const toZip = (files: Files) =>
  zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, data]) => [name, typeof data === "string" ? strToU8(data) : data]),
    ),
  );

const openFile = async (name: string, content: Uint8Array | string) =>
  openModel(join(await write({ [name]: content }), name));

async function createIo(): Promise<NodeIO> {
  await Promise.all([MeshoptDecoder.ready, MeshoptEncoder.ready]);
  return new NodeIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({
    "draco3d.decoder": await createDecoderModule(),
    "draco3d.encoder": await createEncoderModule(),
    "meshopt.decoder": MeshoptDecoder,
    "meshopt.encoder": MeshoptEncoder,
  });
}

/** A document as .gltf and the files that it needs. */
async function writeText(
  document: Document,
): Promise<{ json: Record<string, unknown>; files: Record<string, Uint8Array> }> {
  const { json, resources } = await (await createIo()).writeJSON(document, { basename: "sheet" });
  return { json: json as unknown as Record<string, unknown>, files: resources };
}

async function expectOpened(opening: ReturnType<typeof openModel>, triangles: number) {
  const opened = await opening;
  if (!opened.ok) throw new Error(JSON.stringify(opened));
  const again = await (await createIo()).readBinary(opened.glb);
  for (const document of [opened.document, again]) expect(readFacts(document, 0).measures.triangles).toBe(triangles);
  for (const finding of opened.findings) expect(modelFinding.parse(finding)).toEqual(finding);
  return opened;
}

describe("what a studio exports is opened:", { timeout: BUSY_MS }, () => {
  it("a GLB, which stays as it is", async () => {
    const glb = await buildBox(1, 1, 1);
    const opened = await expectOpened(openFile("anything", glb), 12);
    expect(Buffer.compare(opened.glb, glb)).toBe(0);
  });

  it("a .gltf with its files, a folder of them, and a zip of that folder among what a Mac adds", async () => {
    const { json, files } = await writeText(await buildSheet());
    const place = await write({ "deep/er/sheet.gltf": JSON.stringify(json), ...under("deep/er", files) });
    const fromFile = await expectOpened(openModel(join(place, "deep/er/sheet.gltf")), 2);
    const fromFolder = await expectOpened(openModel(place), 2);
    const clutter = { "__MACOSX/deep/._sheet.gltf": "x", ".DS_Store": "x" };
    const zip = toZip({ "deep/sheet.gltf": JSON.stringify(json), ...under("deep", files), ...clutter });
    const fromZip = await expectOpened(openFile("upload", zip), 2);
    expect(Buffer.compare(fromFile.glb, fromFolder.glb)).toBe(0);
    expect(Buffer.compare(fromFile.glb, fromZip.glb)).toBe(0);
    const [texture] = fromZip.document.getRoot().listTextures();
    expect(texture?.getImage()?.byteLength).toBeGreaterThan(100);
  });

  it("a .gltf whose buffers and pictures are data URIs, without a folder around it", async () => {
    const { json, files } = await writeText(await buildSheet());
    const embed = (list: unknown) =>
      (list as { uri: string }[]).map((each) => {
        const data = Buffer.from(files[each.uri] ?? []).toString("base64");
        return {
          ...each,
          uri: `data:${each.uri.endsWith(".png") ? "image/png" : "application/octet-stream"};base64,${data}`,
        };
      });
    const embedded = { ...json, buffers: embed(json.buffers), images: embed(json.images) };
    await expectOpened(openFile("blob", JSON.stringify(embedded)), 2);
  });

  it.each(["Draco", "meshopt"])("geometry compressed with %s, also from a zip", async (codec) => {
    const document = await buildSheet();
    if (codec === "Draco") document.createExtension(KHRDracoMeshCompression).setRequired(true);
    else document.createExtension(EXTMeshoptCompression).setRequired(true);
    await expectOpened(openFile("sheet.glb", await (await createIo()).writeBinary(document)), 2);
    const { json, files } = await writeText(document);
    await expectOpened(openFile("sheet.zip", toZip({ "sheet.gltf": JSON.stringify(json), ...files })), 2);
  });

  it("an extension that nobody knows, if the model can do without, and says so", async () => {
    const { json, files } = await writeText(await buildSheet());
    const text = JSON.stringify({ ...json, extensionsUsed: ["ACME_glow"], extensions: { ACME_glow: {} } });
    const opened = await expectOpened(openModel(await write({ "sheet.gltf": text, ...files })), 2);
    expect(opened.findings).toContainEqual(
      expect.objectContaining({ code: "EXTENSION_IGNORED", severity: "information" }),
    );
  });

  it("a material with a texture that has no picture, at which readers stumble", async () => {
    const { json, files } = await writeText(await buildSheet());
    const { images: _, ...rest } = json;
    await expectOpened(
      openModel(await write({ "sheet.gltf": JSON.stringify({ ...rest, textures: [{}] }), ...files })),
      2,
    );
  });
});

const under = (place: string, files: Files): Files =>
  Object.fromEntries(Object.entries(files).map(([name, data]) => [`${place}/${name}`, data]));

/** A .gltf of one triangle whose buffer is at a URI. */
const pointingTo = (uri: string) =>
  JSON.stringify({
    asset: { version: "2.0" },
    buffers: [{ uri, byteLength: 36 }],
    bufferViews: [{ buffer: 0, byteLength: 36 }],
    accessors: [{ bufferView: 0, componentType: 5126, type: "VEC3", count: 3, min: [0, 0, 0], max: [0, 0, 0] }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0 } }] }],
    nodes: [{ mesh: 0 }],
    scenes: [{ nodes: [0] }],
  });

const GLTF_1 = JSON.stringify({ asset: { version: "1.0" }, scenes: { a: {} } });

describe("a file that is no model is refused:", { timeout: BUSY_MS }, () => {
  const cases: readonly (readonly [string, Uint8Array | string, string, string])[] = [
    ["nothing at all", "", "FILE_EMPTY", "empty"],
    ["a Blender file", "BLENDER-v404", "NOT_A_MODEL", "Blender"],
    ["an FBX file", "Kaydara FBX Binary  ", "NOT_A_MODEL", "FBX"],
    ["an OBJ file", "# made by hand\nmtllib a.mtl\no Chair\nv 1.0 2.0 3.0\n", "NOT_A_MODEL", "OBJ"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000", "hex"), "NOT_A_MODEL", "picture"],
    ["a USDZ", toZip({ "scene.usdc": "PXR-USDC" }), "NO_MODEL", "scene.usdc"],
    ["a zip of an FBX", toZip({ "a/chair.fbx": "x" }), "NO_MODEL", "chair.fbx"],
    ["an empty zip", toZip({}), "NO_MODEL", "nothing"],
    ["two models at once", toZip({ "a.glb": "x", "b/b.gltf": "x" }), "SEVERAL_MODELS", "b/b.gltf"],
    ["glTF 1.0", GLTF_1, "NOT_GLTF_2", "1.0"],
    ["JSON of something else", "{}", "GLTF_INVALID", "asset"],
  ];
  it.each(cases)("%s", async (_, content, code, word) => {
    const refusal = await openFile("upload.bin", content);
    expect(refusal).toMatchObject({ ok: false, code, message: expect.stringContaining(word) });
  });

  it("what is not there", async () => {
    expect(await openModel(join(folder, "nowhere"))).toMatchObject({ ok: false, code: "FILE_NOT_FOUND" });
  });
});

/** A zip whose first entry's fields in the table of contents are changed. */
function tampered(zip: Uint8Array, change: (table: DataView) => void): Uint8Array {
  const bytes = zip.slice();
  const at = Buffer.from(bytes).indexOf(Buffer.from("504b0102", "hex"));
  change(new DataView(bytes.buffer, bytes.byteOffset + at));
  return bytes;
}

const zeros = new Uint8Array(20 * 1024 * 1024);

describe("a zip that means harm is refused:", { timeout: BUSY_MS }, () => {
  const model = toZip({ "a.gltf": pointingTo("a.bin"), "a.bin": new Uint8Array(36) });
  const cases: readonly (readonly [string, () => Uint8Array, string])[] = [
    ["a bomb", () => toZip({ "a.gltf": "{}", "a.bin": zeros }), "ZIP_BOMB"],
    ["a name that climbs out", () => toZip({ "../a.gltf": "{}" }), "ZIP_NAME_UNSAFE"],
    ["a name that climbs out with backslashes", () => toZip({ "..\\..\\a.gltf": "{}" }), "ZIP_NAME_UNSAFE"],
    ["an absolute name", () => toZip({ "/etc/a.gltf": "{}" }), "ZIP_NAME_UNSAFE"],
    ["a drive", () => toZip({ "C:\\a.gltf": "{}" }), "ZIP_NAME_UNSAFE"],
    ["a link", () => zipSync({ "a.gltf": [strToU8("/etc/passwd"), { os: 3, attrs: 0o120777 << 16 }] }), "ZIP_LINK"],
    ["a password", () => tampered(model, (table) => table.setUint16(8, 1, true)), "ZIP_ENCRYPTED"],
    ["a wrong checksum", () => tampered(model, (table) => table.setUint32(16, 1, true)), "ZIP_BROKEN"],
    ["more in it than it says", () => tampered(model, (table) => table.setUint32(24, 9, true)), "ZIP_BROKEN"],
    ["half of it", () => model.slice(0, model.length / 2), "ZIP_BROKEN"],
    [
      "thousands of files",
      () => toZip(Object.fromEntries(Array.from({ length: 2_001 }, (_, index) => [`${index}.bin`, ""]))),
      "TOO_MANY_FILES",
    ],
  ];
  it.each(cases)("%s", async (_, make, code) => {
    expect(await openFile("upload.zip", make())).toMatchObject({ ok: false, code });
  });
});

describe("a model that reaches for other files is refused:", { timeout: BUSY_MS }, () => {
  it.each([
    ["../secret.bin", "URI_OUTSIDE"],
    ["%2e%2e/secret.bin", "URI_OUTSIDE"],
    ["https://example.com/a.bin", "URI_REMOTE"],
    ["link.bin", "FILE_MISSING"],
    ["gone.bin", "FILE_MISSING"],
  ])("%s", async (uri, code) => {
    const place = await write({ "secret.bin": new Uint8Array(36), "in/a.gltf": pointingTo(uri) });
    await symlink(join(place, "secret.bin"), join(place, "in/link.bin"));
    expect(await openModel(join(place, "in/a.gltf"))).toMatchObject({ ok: false, code });
    expect(await openModel(join(place, "in"))).toMatchObject({ ok: false, code });
  });

  it("a lone file that is not called .gltf reads nothing beside it", async () => {
    const place = await write({ "a.bin": new Uint8Array(36), upload: pointingTo("a.bin") });
    expect(await openModel(join(place, "upload"))).toMatchObject({ ok: false, code: "EXTERNAL_RESOURCE" });
  });

  it("all missing files are named at once", async () => {
    const { json } = await writeText(await buildSheet());
    const refusal = await openModel(await write({ "sheet.gltf": JSON.stringify(json) }));
    expect(refusal).toMatchObject({ ok: false, message: expect.stringMatching(/sheet\.bin.*\.png|\.png.*sheet\.bin/) });
  });
});

describe("a model that would harm a viewer is refused:", { timeout: BUSY_MS }, () => {
  async function spoil(change: (document: Document) => void): Promise<Uint8Array> {
    const document = await buildSheet({ texture: null });
    change(document);
    return (await createIo()).writeBinary(document);
  }

  it("an index beyond the vertices, in geometry that the validator cannot see", async () => {
    const glb = await spoil((document) => {
      document.createExtension(EXTMeshoptCompression).setRequired(true);
      const [primitive] = document.getRoot().listMeshes()[0]?.listPrimitives() ?? [];
      primitive?.getIndices()?.setArray(new Uint16Array([0, 1, 2, 0, 2, 900]));
    });
    expect(await openFile("a.glb", glb)).toMatchObject({ ok: false, code: "INDEX_OUT_OF_RANGE" });
  });

  it("the same in the open, with the name of the mesh and what to do", async () => {
    const glb = await spoil((document) => {
      const [primitive] = document.getRoot().listMeshes()[0]?.listPrimitives() ?? [];
      primitive?.getIndices()?.setArray(new Uint16Array([0, 1, 2, 0, 2, 900]));
    });
    const refusal = await openFile("a.glb", glb);
    expect(refusal).toMatchObject({ ok: false, code: "GLTF_INVALID" });
    expect(refusal.findings[0]).toMatchObject({
      code: "ACCESSOR_INDEX_OOB",
      where: expect.stringContaining("mesh “sheet”"),
      fix: expect.stringContaining("Merge by Distance"),
    });
  });

  it("an animation of an hour", async () => {
    const glb = await spoil((document) => {
      const [buffer] = document.getRoot().listBuffers();
      const accessor = (type: "SCALAR" | "VEC3", values: number[]) =>
        document
          .createAccessor()
          .setType(type)
          .setArray(new Float32Array(values))
          .setBuffer(buffer ?? null);
      const sampler = document
        .createAnimationSampler()
        .setInput(accessor("SCALAR", [0, 3_600]))
        .setOutput(accessor("VEC3", [0, 0, 0, 1, 0, 0]));
      const [node] = document.getRoot().listNodes();
      const channel = document
        .createAnimationChannel()
        .setTargetNode(node ?? null)
        .setTargetPath("translation")
        .setSampler(sampler);
      document.createAnimation("turn").addSampler(sampler).addChannel(channel);
    });
    expect(await openFile("a.glb", glb)).toMatchObject({ ok: false, code: "ANIMATION_TOO_LONG" });
  });

  it("an extension without which it cannot be shown, by name", async () => {
    const { json, files } = await writeText(await buildSheet());
    const text = JSON.stringify({ ...json, extensionsUsed: ["ACME_glow"], extensionsRequired: ["ACME_glow"] });
    const refusal = await openModel(await write({ "sheet.gltf": text, ...files }));
    expect(refusal).toMatchObject({ code: "EXTENSION_UNSUPPORTED", message: expect.stringContaining("ACME_glow") });
  });
});
