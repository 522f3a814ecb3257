import {
  Document,
  type Buffer as GltfBuffer,
  Logger,
  type Material,
  type Node,
  type Primitive,
  WebIO,
} from "@gltf-transform/core";
import { ALL_EXTENSIONS, EXTTextureWebP, KHRMaterialsVariants, type Variant } from "@gltf-transform/extensions";
import { meshopt } from "@gltf-transform/functions";
import { MeshoptEncoder } from "meshoptimizer";
import { type BufferGeometry, Quaternion, type Vector3 } from "three";
import { mergeGeometries } from "three/examples/jsm/utils/BufferGeometryUtils.js";
import { OPEN_ANIMATION } from "../../../rooms/protocol/catalog.ts";
import { finishShape, weld } from "./finish.ts";
import { type MaterialDescription, storeTextures, writeMaterial } from "./material.ts";
import { type Point3, range, smooth, vec } from "./mesh.ts";
import { type Occlusion, prepareOcclusion } from "./occlusion.ts";

/** Three.js's attribute names in glTF's words. */
const SEMANTICS = {
  position: ["POSITION", "VEC3"],
  normal: ["NORMAL", "VEC3"],
  tangent: ["TANGENT", "VEC4"],
  uv: ["TEXCOORD_0", "VEC2"],
  color: ["COLOR_0", "VEC3"],
} as const;

export type Part = {
  /** The slot of the model that this belongs to; a variant decides which material fills it. */
  readonly slot: string;
  readonly shape: BufferGeometry;
  /** Edges sharper than this stay sharp, degrees. */
  readonly crease?: number;
  /** Its own shading, for what lets light through or is finer than the grid that shades the rest. */
  readonly shade?: Occlusion;
  /** The moving part that it belongs to. */
  readonly moves?: string;
};

/** A part that moves when the model opens: turns about `axis` through `pivot`, or slides. */
type Moving = {
  readonly name: string;
  readonly pivot: Point3;
  readonly axis?: Point3;
  /** Radians from closed to open. */
  readonly angle?: number;
  readonly slide?: Point3;
  /** Start and end within the animation, seconds. */
  readonly from?: number;
  readonly to?: number;
};

export type ModelDescription = {
  readonly name: string;
  readonly materials: Readonly<Record<string, MaterialDescription>>;
  /** In order; the first is how the model looks by itself. Each fills every slot that it names. */
  readonly variants: readonly { readonly name: string; readonly fill: Readonly<Record<string, string>> }[];
  readonly parts: readonly Part[];
  readonly moving?: readonly Moving[];
  /** Whether it stands on a floor that shades its underside. */
  readonly stands?: boolean;
};

type Writer = {
  readonly document: Document;
  readonly buffer: GltfBuffer;
  readonly model: ModelDescription;
  readonly materials: ReadonlyMap<string, Material>;
};

/** Writes a model as a compressed GLB. The same description gives the same bytes. */
export async function writeModel(model: ModelDescription): Promise<Uint8Array> {
  const document = new Document().setLogger(new Logger(Logger.Verbosity.ERROR));
  document.createExtension(EXTTextureWebP).setRequired(true);
  const writer: Writer = {
    document,
    buffer: document.createBuffer(),
    model,
    materials: await writeMaterials(document, model),
  };
  const root = document.createNode(model.name);
  document.getRoot().setDefaultScene(document.createScene(model.name).addChild(root));
  writeParts(writer, root);
  await MeshoptEncoder.ready;
  await document.transform(
    meshopt({ encoder: MeshoptEncoder, level: "medium", quantizePosition: 14, quantizeNormal: 10, quantizeColor: 8 }),
  );
  const io = new WebIO().registerExtensions(ALL_EXTENSIONS).registerDependencies({ "meshopt.encoder": MeshoptEncoder });
  return io.writeBinary(document);
}

async function writeMaterials(document: Document, { materials }: ModelDescription): Promise<Map<string, Material>> {
  const textures = Object.values(materials).flatMap(({ surface = {}, relief = 1 }) =>
    [surface.colour, relief > 0 ? surface.normal : undefined, surface.roughness].filter(
      (texture) => texture !== undefined,
    ),
  );
  const textureOf = await storeTextures(document, textures);
  return new Map(
    Object.entries(materials).map(([name, description]) => [
      name,
      writeMaterial(document, name, description, textureOf),
    ]),
  );
}

/** Everything of one slot that moves together: one primitive, one draw call. */
type Group = {
  readonly slot: string;
  readonly moves: string;
  readonly shade: Occlusion | undefined;
  readonly soup: BufferGeometry;
};

function groupParts({ parts }: ModelDescription): Group[] {
  const groups = Object.groupBy(parts, ({ slot, moves = "" }) => `${moves} ${slot}`);
  return Object.values(groups).flatMap((group = []) => {
    const [first] = group;
    if (!first) return [];
    const soup = mergeGeometries(group.map(({ shape, crease = 40 }) => finishShape(shape, crease)));
    return [{ slot: first.slot, moves: first.moves ?? "", shade: first.shade, soup }];
  });
}

function writeParts(writer: Writer, root: Node): void {
  const { document, model } = writer;
  const groups = groupParts(model);
  const solid = groups.filter(({ slot }) => !filling(model, slot).description.glass);
  const soups = solid.map(({ soup }) => soup.getAttribute("position").array);
  const occlusion = prepareOcclusion(soups, model.stands ?? true);
  const moving = new Map((model.moving ?? []).map((part) => [part.name, part]));
  for (const [name, members] of Map.groupBy(groups, ({ moves }) => moves)) {
    const pivot = vec(moving.get(name)?.pivot ?? [0, 0, 0]);
    const mesh = document.createMesh(name || model.name);
    for (const { slot, soup, shade } of members) {
      mesh.addPrimitive(writePrimitive(writer, slot, soup, { occlusion: shade ?? occlusion, pivot }));
    }
    const node = document
      .createNode(name || "still")
      .setMesh(mesh)
      .setTranslation(pivot.toArray());
    root.addChild(node);
    const movement = moving.get(name);
    if (movement) animate(writer, node, movement);
  }
}

/** The material that fills a slot in the first variant. A slot that no variant names is a material's own name. */
function filling({ variants, materials }: ModelDescription, slot: string, index = 0) {
  const name = variants[index]?.fill[slot] ?? slot;
  const description = materials[name];
  if (!description) throw new Error(`No material ${name} for the slot ${slot}.`);
  return { name, description };
}

function writePrimitive(
  writer: Writer,
  slot: string,
  soup: BufferGeometry,
  { occlusion, pivot }: { occlusion: Occlusion; pivot: Vector3 },
): Primitive {
  const { document, buffer, model, materials } = writer;
  const { name, description } = filling(model, slot);
  const tangents = description.surface?.normal !== undefined && (description.relief ?? 1) > 0;
  const welded = weld(soup, { occlusion, tile: description.tile ?? 1, pivot, tangents });
  const primitive = document.createPrimitive().setMaterial(materials.get(name) ?? null);
  for (const [attribute, [semantic, type]] of Object.entries(SEMANTICS)) {
    const values = welded.getAttribute(attribute);
    if (!values || (attribute === "uv" && !description.surface)) continue;
    const array = values.array as Float32Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | Int8Array<ArrayBuffer>;
    const accessor = document.createAccessor().setType(type).setArray(array).setBuffer(buffer);
    primitive.setAttribute(semantic, accessor.setNormalized(values.normalized));
  }
  const index = new Uint32Array(welded.getIndex()?.array ?? []);
  primitive.setIndices(document.createAccessor().setType("SCALAR").setArray(index).setBuffer(buffer));
  mapVariants(writer, slot, primitive);
  return primitive;
}

function mapVariants({ document, model, materials }: Writer, slot: string, primitive: Primitive): void {
  if (!model.variants.some(({ fill }) => fill[slot])) return;
  const extension = document.createExtension(KHRMaterialsVariants);
  const known = new Map(extension.listProperties().map((property) => [property.getName(), property]));
  const list = extension.createMappingList();
  model.variants.forEach(({ name }, index) => {
    const variant = known.get(name) ?? extension.createVariant(name);
    const material = materials.get(filling(model, slot, index).name) ?? null;
    list.addMapping(
      extension
        .createMapping()
        .setMaterial(material)
        .addVariant(variant as Variant),
    );
  });
  primitive.setExtension("KHR_materials_variants", list);
}

const OPEN_SECONDS = 1.2;
const KEYS = 16;

function animate({ document, buffer }: Writer, node: Node, movement: Moving): void {
  const { axis = [0, 1, 0], angle = 0, slide, from = 0, to = OPEN_SECONDS } = movement;
  const root = document.getRoot();
  const animation =
    root.listAnimations().find((each) => each.getName() === OPEN_ANIMATION) ?? document.createAnimation(OPEN_ANIMATION);
  const times = document.createAccessor().setType("SCALAR").setBuffer(buffer);
  times.setArray(new Float32Array(range(KEYS, from, to)));
  const track = (path: "rotation" | "translation", type: "VEC3" | "VEC4", value: (t: number) => readonly number[]) => {
    const values = range(KEYS).flatMap((t) => [...value(smooth(0, 1, t))]);
    const output = document.createAccessor().setType(type).setArray(new Float32Array(values)).setBuffer(buffer);
    const sampler = document.createAnimationSampler().setInput(times).setOutput(output).setInterpolation("LINEAR");
    const channel = document.createAnimationChannel().setTargetNode(node).setTargetPath(path).setSampler(sampler);
    animation.addSampler(sampler).addChannel(channel);
  };
  if (angle !== 0) {
    const around = vec(axis).normalize();
    track("rotation", "VEC4", (t) => new Quaternion().setFromAxisAngle(around, angle * t).toArray());
  }
  if (slide) track("translation", "VEC3", (t) => vec(movement.pivot).addScaledVector(vec(slide), t).toArray());
}
