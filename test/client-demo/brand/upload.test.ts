import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { chooseBundle } from "../../../client-demo/brand/upload/choose-bundle.ts";
import { packFolder } from "../../../client-demo/brand/upload/pack-folder.ts";
import { createUploadPace } from "../../../client-demo/brand/upload/upload-pace.ts";

const dropped = (...paths: string[]) => paths.map((path) => ({ path, content: path }));
const problemOf = (...paths: string[]) => {
  const bundle = chooseBundle(dropped(...paths));
  return bundle.kind === "problem" ? bundle.problem : null;
};

describe("what was dropped", () => {
  test("is one GLB or zip, sent as it is, whatever lies beside it", () => {
    expect(chooseBundle(dropped("export/chair.GLB", "export/.DS_Store", "export/notes.txt"))).toEqual({
      kind: "file",
      name: "chair.GLB",
      content: "export/chair.GLB",
    });
  });

  test("is a glTF with its files, packed from their own folder and without what systems leave there", () => {
    const bundle = chooseBundle(dropped("a/shoe/tex/red.png", "a/shoe/shoe.gltf", "a/shoe/__MACOSX/x", "a/shoe/.git"));
    expect(bundle).toMatchObject({ kind: "pack", name: "shoe.zip" });
    expect(bundle.kind === "pack" && bundle.files.map(({ path }) => path)).toEqual(["shoe.gltf", "tex/red.png"]);
  });

  test("or nothing that can be sent, which is said with what to do", () => {
    expect(problemOf("a.glb", "b.glb")).toContain("a.glb, b.glb");
    expect(problemOf("chair.blend")).toContain("In Blender");
    expect(problemOf("readme.txt")).toContain("no model here");
    expect(problemOf()).toContain("no file");
  });
});

describe("packing a folder", () => {
  test("keeps every file byte by byte, and gives the same bytes for the same files", async () => {
    const files = [
      { path: "scene.gltf", content: new Blob(["{}"]) },
      { path: "tex/größe.png", content: new Blob([Uint8Array.from([1, 2, 3])]) },
    ];
    const [one, other] = await Promise.all([packFolder(files), packFolder(files)]);
    const bytes = new Uint8Array(await one.arrayBuffer());
    expect(bytes).toEqual(new Uint8Array(await other.arrayBuffer()));
    expect(Object.keys(unzipSync(bytes))).toEqual(["scene.gltf", "tex/größe.png"]);
    expect(unzipSync(bytes)["tex/größe.png"]).toEqual(Uint8Array.from([1, 2, 3]));
  });
});

describe("the time that is left", () => {
  test("follows the last seconds, and is unknown until they are enough", () => {
    const pace = createUploadPace();
    pace.note(0, 0);
    expect(pace.secondsLeft(10_000)).toBeNull();
    pace.note(2_000, 2_000);
    expect(pace.secondsLeft(10_000)).toBeCloseTo(8);
    pace.note(500, 3_000);
    expect(pace.secondsLeft(10_000)).toBeNull();
  });
});
