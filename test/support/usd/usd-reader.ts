import {
  Box3,
  type BufferGeometry,
  type Group,
  Matrix3,
  type Mesh,
  type MeshPhysicalMaterial,
  Triangle,
  Vector3,
} from "three";
import { USDLoader } from "three/addons/loaders/USDLoader.js";

/* Runs in the page that usd-page.ts opens: reads the USDZ at /model with three's own loader. */

/** What three's USDLoader made of one mesh. World coordinates, metres. */
export type UsdMesh = {
  readonly name: string;
  readonly vertices: number;
  readonly min: number[];
  readonly max: number[];
  /** Where the first triangle looks by its winding, and by the normal that is stored for it. */
  readonly facing: number[];
  readonly normal: number[];
  readonly colour: number[];
  readonly emissive: number[];
  readonly metallic: number;
  readonly roughness: number;
  readonly opacity: number;
  readonly alphaTest: number;
  readonly isTransparent: boolean;
  readonly maps: string[];
  /** The middle pixel of the base colour map as it is in the file, 0–255. */
  readonly mapMiddle: number[] | null;
  readonly coordinates: number[];
};

export type UsdReader = { readUsd(): Promise<UsdMesh[]> };

type Shown = Mesh<BufferGeometry, MeshPhysicalMaterial>;

const MAPS = ["map", "normalMap", "roughnessMap", "metalnessMap", "aoMap", "emissiveMap"] as const;

async function readUsd(): Promise<UsdMesh[]> {
  const buffer = await (await fetch("/model")).arrayBuffer();
  const group = await new Promise<Group>((done, failed) => new USDLoader().parse(buffer, "", done, failed));
  group.updateMatrixWorld(true);
  const meshes: UsdMesh[] = [];
  group.traverse((object) => {
    if ((object as Shown).isMesh) meshes.push(describe(object as Shown));
  });
  return meshes;
}

function describe(mesh: Shown): UsdMesh {
  const { geometry, material, matrixWorld } = mesh;
  const box = new Box3().setFromObject(mesh, true);
  const indexOf = (place: number) => geometry.index?.getX(place) ?? place;
  const corner = (place: number) =>
    new Vector3().fromBufferAttribute(geometry.getAttribute("position"), indexOf(place)).applyMatrix4(matrixWorld);
  const normal = new Vector3().fromBufferAttribute(geometry.getAttribute("normal"), indexOf(0));
  return {
    name: mesh.name,
    vertices: geometry.getAttribute("position").count,
    min: box.min.toArray(),
    max: box.max.toArray(),
    facing: new Triangle(corner(0), corner(1), corner(2)).getNormal(new Vector3()).toArray(),
    normal: normal.applyNormalMatrix(new Matrix3().getNormalMatrix(matrixWorld)).normalize().toArray(),
    colour: material.color.toArray(),
    emissive: material.emissive.toArray(),
    metallic: material.metalness,
    roughness: material.roughness,
    opacity: material.opacity,
    alphaTest: material.alphaTest,
    isTransparent: material.transparent,
    maps: MAPS.filter((name) => material[name]),
    mapMiddle: material.map ? middleOf(material.map.image as HTMLImageElement) : null,
    coordinates: Array.from(geometry.getAttribute("uv")?.array ?? []),
  };
}

function middleOf(image: HTMLImageElement): number[] {
  const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
  context?.drawImage(image, 0, 0);
  return [...(context?.getImageData(image.width >> 1, image.height >> 1, 1, 1).data ?? [])];
}

Object.assign(globalThis, { readUsd } satisfies UsdReader);
