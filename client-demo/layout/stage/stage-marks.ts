import {
  Box3,
  BufferGeometry,
  CircleGeometry,
  ConeGeometry,
  CylinderGeometry,
  DoubleSide,
  Float32BufferAttribute,
  Group,
  Line,
  LineBasicMaterial,
  Mesh,
  MeshBasicMaterial,
  type Object3D,
  RingGeometry,
  Vector3,
} from "three";
import type { ShowroomLayout, Spotlight } from "../../../rooms/protocol/showroom.ts";
import { lampColour } from "../../scene/light/lamp-light.ts";
import { ENTRANCE, placeOf, type Thing } from "../rules/things.ts";

/** What the stage shows beside the room itself: the entrance, the lamps, and what is chosen, with its handle. */
export type StageMarks = {
  readonly group: Group;
  /** Turns what is chosen; null when nothing is. */
  readonly handle: Object3D;
  show(layout: ShowroomLayout): void;
  /** Draws the ring around a thing, whose shape on the stage is `object`. */
  choose(layout: ShowroomLayout, thing: Thing | null, object: Object3D | null): void;
  dispose(): void;
};

const ACCENT = "#B8492E";
const INK = "#1C1B19";
const FLOAT_M = 0.02;
const RING_M = 0.035;
const KNOB_M = 0.11;
const LEAST_RING_M = 0.45;
const box = new Box3();
const size = new Vector3();

export function createStageMarks(): StageMarks {
  const group = new Group();
  const things = new Group();
  const choice = createChoice();
  group.add(things, choice.group);
  let key = "";

  return {
    group,
    handle: choice.knob,
    show(layout) {
      const next = JSON.stringify([layout.entrance, layout.spotlights]);
      if (next === key) return;
      key = next;
      clear(things);
      things.add(buildEntrance(layout), ...layout.spotlights.map(buildLamp));
    },
    choose: choice.show,
    dispose() {
      clear(things);
      clear(choice.group);
    },
  };
}

function flat(colour: string, opacity: number): MeshBasicMaterial {
  return new MeshBasicMaterial({
    color: colour,
    transparent: true,
    opacity,
    side: DoubleSide,
    depthWrite: false,
    toneMapped: false,
  });
}

/** Seen through whatever stands before it: what is chosen must never be lost. */
function onTop(material: MeshBasicMaterial): MeshBasicMaterial {
  material.depthTest = false;
  return material;
}

function buildEntrance({ entrance }: ShowroomLayout): Group {
  const group = new Group();
  const radius = Math.max(0.35, entrance.radius);
  const disc = new Mesh(new CircleGeometry(radius, 48), flat(ACCENT, 0.16));
  const rim = new Mesh(new RingGeometry(radius - RING_M, radius, 48), flat(ACCENT, 0.7));
  for (const mesh of [disc, rim]) mesh.rotation.x = -Math.PI / 2;
  const arrow = new Mesh(new ConeGeometry(0.16, 0.42, 3), flat(ACCENT, 0.95));
  arrow.rotation.x = -Math.PI / 2;
  arrow.scale.z = 0.12;
  arrow.position.set(0, 0.01, -radius * 0.35);
  group.add(disc, rim, arrow);
  group.position.set(entrance.x, FLOAT_M, entrance.z);
  group.rotation.y = entrance.yaw;
  group.userData.thing = ENTRANCE;
  return group;
}

function buildLamp(lamp: Spotlight): Group {
  const group = new Group();
  const colour = `#${lampColour(lamp.kelvin)
    .map((channel) =>
      Math.round(255 * Math.min(1, channel) ** (1 / 2.2))
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
  const [dx, dy, dz] = [lamp.target.x - lamp.x, lamp.target.y - lamp.y, lamp.target.z - lamp.z];
  const length = Math.max(0.3, Math.hypot(dx, dy, dz));
  const head = new Group();
  const can = new Mesh(new CylinderGeometry(0.09, 0.12, 0.26, 20), new MeshBasicMaterial({ color: INK }));
  can.rotation.x = Math.PI / 2;
  const front = new Mesh(new CircleGeometry(0.11, 20), new MeshBasicMaterial({ color: colour, toneMapped: false }));
  front.position.z = 0.135;
  const beam = new ConeGeometry(Math.tan(lamp.spread) * length, length, 32, 1, true)
    .translate(0, -length / 2, 0)
    .rotateX(-Math.PI / 2);
  const cone = new Mesh(beam, flat(colour, 0.2));
  cone.raycast = () => {};
  head.add(can, front, cone);
  head.lookAt(dx, dy, dz);
  group.add(head);
  group.position.set(lamp.x, lamp.y, lamp.z);
  const thing: Thing = { kind: "spotlights", id: lamp.id };
  group.userData.thing = thing;
  return group;
}

/** The ring on the floor around what is chosen, with a knob to turn it by, and thin lines around its shape. */
function createChoice() {
  const group = new Group();
  const turner = new Group();
  const ring = new Mesh(new RingGeometry(0.9, 1, 72), onTop(flat(ACCENT, 0.9)));
  ring.rotation.x = -Math.PI / 2;
  const knob = new Mesh(new CylinderGeometry(KNOB_M, KNOB_M, 0.05, 28), onTop(flat(ACCENT, 1)));
  const edges = new Line(new BufferGeometry(), new LineBasicMaterial({ color: ACCENT, toneMapped: false }));
  turner.add(knob);
  group.add(ring, turner, edges);
  group.visible = false;
  for (const object of [ring, edges]) object.raycast = () => {};
  for (const object of [ring, knob]) object.renderOrder = 2;

  function show(layout: ShowroomLayout, thing: Thing | null, object: Object3D | null): void {
    const place = thing && placeOf(layout, thing);
    group.visible = Boolean(place);
    if (!place || !thing) return;
    const radius = object ? measure(object, thing) : LEAST_RING_M;
    ring.geometry.dispose();
    ring.geometry = new RingGeometry(radius - RING_M, radius, 72);
    ring.position.set(place.x, FLOAT_M, place.z);
    turner.position.set(place.x, FLOAT_M, place.z);
    turner.rotation.y = place.yaw;
    knob.position.set(0, 0.02, -radius - 0.02);
    edges.visible = object !== null && thing.kind !== "entrance" && thing.kind !== "spotlights";
    if (edges.visible) drawEdges(edges);
  }

  return { group, knob, show };
}

/** Writes the bounds to `box`. @returns the radius of a ring around them */
function measure(object: Object3D, { kind }: Thing): number {
  if (kind === "spotlights") return LEAST_RING_M;
  box.setFromObject(object);
  box.getSize(size);
  return Math.max(LEAST_RING_M, Math.hypot(size.x, size.z) / 2 + 0.12);
}

function drawEdges(line: Line): void {
  const { min, max } = box;
  const corners = [
    [min.x, min.y, min.z],
    [max.x, min.y, min.z],
    [max.x, min.y, max.z],
    [min.x, min.y, max.z],
    [min.x, min.y, min.z],
    [min.x, max.y, min.z],
    [max.x, max.y, min.z],
    [max.x, max.y, max.z],
    [min.x, max.y, max.z],
    [min.x, max.y, min.z],
  ];
  line.geometry.dispose();
  line.geometry = new BufferGeometry();
  line.geometry.setAttribute("position", new Float32BufferAttribute(corners.flat(), 3));
  line.frustumCulled = false;
}

function clear(group: Group): void {
  group.traverse((object) => {
    if (object instanceof Mesh || object instanceof Line) {
      object.geometry.dispose();
      object.material.dispose();
    }
  });
  group.clear();
}
