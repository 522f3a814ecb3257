import { Group, type Material, Mesh, MeshBasicMaterial, PlaneGeometry } from "three";
import type { Fixture, ShowroomLayout, Wall } from "../../../rooms/protocol/showroom.ts";
import { buildBlock } from "../../scene/building/block-geometry.ts";
import { type Block, planFixture, planFrame, planPane, planWall } from "../../scene/building/gallery-plan.ts";
import { packLightAtlas } from "../../scene/building/light-atlas.ts";
import { createPlants } from "../../scene/building/plants.ts";
import { solid } from "../../scene/building/solids.ts";
import type { Thing } from "../rules/things.ts";
import type { StageMaterials } from "./stage-materials.ts";

/** The building without its ceiling, each wall and piece of furniture by itself, so that only what changes is built anew. */
export type StageBuilding = {
  readonly group: Group;
  show(layout: ShowroomLayout): void;
  /** Lowers the walls that stand between the camera and the room. */
  openTowards(camera: { readonly x: number; readonly y: number; readonly z: number }): void;
  dispose(): void;
};

type Part = { readonly key: string; readonly group: Group; readonly wall: Wall | null };

const SHELL_M = 0.3;
/** What is left of a wall that would hide the room. */
const LOWERED = 0.06;

export function createStageBuilding(materials: StageMaterials): StageBuilding {
  const group = new Group();
  const parts = new Map<string, Part>();
  let size = { width: 0, depth: 0 };

  function put(id: string, key: string, build: () => Group, wall: Wall | null = null): void {
    const known = parts.get(id);
    if (known?.key === key) return;
    if (known) removePart(known);
    const made = build();
    group.add(made);
    parts.set(id, { key, group: made, wall });
  }

  return {
    group,
    show(layout) {
      size = layout;
      const { width, depth } = layout;
      const wanted = new Set(["floor"]);
      put("floor", `${width} ${depth}`, () => buildFloor(width, depth, materials));
      for (const wall of layout.walls) {
        const id = `walls ${wall.id}`;
        wanted.add(id);
        const thing: Thing = { kind: "walls", id: wall.id };
        put(id, JSON.stringify(wall), () => mark(buildWall(wall, layout.height, materials), thing), wall);
      }
      for (const fixture of layout.fixtures) {
        const id = `fixtures ${fixture.id}`;
        wanted.add(id);
        const thing: Thing = { kind: "fixtures", id: fixture.id };
        put(id, JSON.stringify(fixture), () => mark(buildFixture(fixture, materials), thing));
      }
      for (const [id, part] of parts) {
        if (wanted.has(id)) continue;
        removePart(part);
        parts.delete(id);
      }
    },
    openTowards(camera) {
      for (const { wall, group: made } of parts.values()) {
        if (wall) made.scale.y = hides(wall, size, camera) ? LOWERED : 1;
      }
    },
    dispose() {
      for (const part of parts.values()) removePart(part);
      parts.clear();
    },
  };
}

/** Whether a wall at the hall's edge stands between the camera and the hall. */
function hides(
  { from, to }: Wall,
  { width, depth }: { width: number; depth: number },
  camera: { x: number; z: number },
) {
  const isAt = (values: readonly [number, number], half: number) =>
    values.every((value) => Math.abs(value - half) < SHELL_M) && half;
  return (
    (isAt([from[0], to[0]], width / 2) && camera.x > width / 2 - 1) ||
    (isAt([from[0], to[0]], -width / 2) && camera.x < 1 - width / 2) ||
    (isAt([from[1], to[1]], depth / 2) && camera.z > depth / 2 - 1) ||
    (isAt([from[1], to[1]], -depth / 2) && camera.z < 1 - depth / 2)
  );
}

/** Remembers which thing an object shows, for picking. */
function mark(group: Group, thing: Thing): Group {
  group.userData.thing = thing;
  return group;
}

function buildFloor(width: number, depth: number, materials: StageMaterials): Group {
  const slab: Block = {
    solid: solid([0, -0.15, 0], [width + 0.6, 0.3, depth + 0.6]),
    yaw: 0,
    surface: "oak",
    bevel: 0,
    detail: 1,
  };
  return buildBlocks([slab], materials);
}

function buildWall(wall: Wall, ceiling: number, materials: StageMaterials): Group {
  if (wall.finish !== "glass") return buildBlocks(planWall(wall, ceiling), materials);
  const group = buildBlocks(planFrame(wall), materials);
  const { solid: pane, yaw } = planPane(wall);
  const glass = new Mesh(new PlaneGeometry(pane.halfWidth * 2, pane.halfHeight * 2), materials.glass);
  glass.position.set(pane.x, pane.y, pane.z);
  glass.rotation.y = yaw;
  group.add(glass);
  return group;
}

function buildFixture(fixture: Fixture, materials: StageMaterials): Group {
  const group = buildBlocks(planFixture(fixture), materials);
  if (fixture.kind === "planter") group.add(createPlants([fixture]).group);
  return group;
}

function buildBlocks(blocks: readonly Block[], materials: StageMaterials): Group {
  const atlas = packLightAtlas(blocks, 1);
  const group = new Group();
  for (const [index, block] of blocks.entries()) {
    const mesh = new Mesh(buildBlock(block, atlas.patches[index] ?? [], atlas), materials.of(block.surface));
    mesh.castShadow = block.surface !== "oak" && block.surface !== "shadow-gap";
    mesh.receiveShadow = true;
    group.add(mesh);
  }
  return group;
}

function removePart({ group }: Part): void {
  group.removeFromParent();
  group.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    if (isOwn(object.material)) object.material.dispose();
  });
}

/** Leaves have a material of their own; all others are shared. */
function isOwn(material: Material): boolean {
  return !(material instanceof MeshBasicMaterial) && "vertexColors" in material && material.vertexColors === true;
}
