import { type PerspectiveCamera, Vector3 } from "three";
import { AVATAR_COLOURS } from "../../../rooms/protocol/colours.ts";
import { isMotionReduced } from "../../kit/motion.ts";
import { rayToSolids, type Solid } from "../building/solids.ts";
import { type LabelBox, layOutLabels } from "./label-layout.ts";

/** Name and words above one head: part of the page, not of the picture, and so as crisp as all other text. */
export type Label = {
  write(name: string, colour: number, words: string): void;
  /** Where the head's top is, and how visible its owner (0…1). Say it every frame; a silent label fades. */
  place(x: number, y: number, z: number, opacity: number): void;
  /** Whether there is nothing to be seen of it any more. */
  readonly isGone: boolean;
  dispose(): void;
};

export type Labels = {
  create(): Label;
  /** Lays all labels out for a camera and moves them there. */
  update(camera: PerspectiveCamera, dtSeconds: number): void;
  dispose(): void;
};

const FADE_FROM_M = 9;
/** From here on nobody's name can be read, metres from the camera. */
export const LABEL_REACH_M = 15;
/** Words are for those who stand near enough to hear them. */
const HEARD_FROM_M = 7;
const HEARD_TO_M = 10;
const FADE_S = 0.18;
const INVISIBLE = 0.02;
/** A head that is this far behind a wall's face is hidden by it. */
const HIDDEN_M = 0.15;

type Entry = LabelBox & {
  readonly element: HTMLElement;
  readonly name: HTMLElement;
  readonly words: HTMLElement;
  readonly at: Vector3;
  opacity: number;
  wanted: number;
  shown: number;
  /** What is written, to write only what is new. */
  said: { name: string; colour: number; words: string };
};

const place = new Vector3();

export function createLabels(canvas: HTMLCanvasElement, walls: readonly Solid[]): Labels {
  const layer = document.createElement("div");
  // Who is here and what they say is in the people list and the chat, for everybody; this is for the eye only.
  layer.setAttribute("aria-hidden", "true");
  Object.assign(layer.style, { position: "fixed", inset: "0", overflow: "hidden", pointerEvents: "none", zIndex: "1" });
  canvas.after(layer);
  const entries = new Set<Entry>();
  const visible: Entry[] = [];

  function create(): Label {
    const entry = createEntry(layer);
    entries.add(entry);
    return {
      write: (name, colour, words) => writeEntry(entry, name, colour, words),
      place(x, y, z, opacity) {
        entry.at.set(x, y, z);
        entry.wanted = opacity;
      },
      get isGone() {
        return entry.opacity < INVISIBLE && entry.wanted === 0;
      },
      dispose() {
        entries.delete(entry);
        entry.element.remove();
      },
    };
  }

  return {
    create,
    update(camera, dtSeconds) {
      visible.length = 0;
      for (const entry of entries) {
        if (project(entry, camera, canvas) && !isHidden(entry, camera, walls)) visible.push(entry);
        else entry.hasRoom = false;
      }
      layOutLabels(visible);
      for (const entry of entries) show(entry, dtSeconds);
    },
    dispose: () => layer.remove(),
  };
}

function createEntry(layer: HTMLElement): Entry {
  const element = document.createElement("div");
  const words = document.createElement("p");
  const name = document.createElement("p");
  Object.assign(element.style, {
    position: "absolute",
    left: "0",
    top: "0",
    display: "grid",
    justifyItems: "center",
    gap: "4px",
    visibility: "hidden",
    font: "600 12px/16px var(--text, system-ui)",
    color: "#1c1b19",
  });
  const paper = { margin: "0", background: "rgb(250 248 245 / 0.94)", boxShadow: "0 1px 3px rgb(28 27 25 / 0.14)" };
  Object.assign(name.style, paper, {
    padding: "2px 9px 2px 8px",
    borderRadius: "10px",
    whiteSpace: "nowrap",
    display: "flex",
    alignItems: "center",
    gap: "6px",
  });
  Object.assign(words.style, paper, {
    padding: "7px 11px",
    borderRadius: "12px",
    maxWidth: "220px",
    width: "max-content",
    font: "500 13px/18px var(--text, system-ui)",
    textAlign: "center",
    overflowWrap: "anywhere",
    display: "none",
  });
  element.append(words, name);
  layer.append(element);
  const said = { name: "", colour: -1, words: "" };
  const box = { x: 0, y: 0, halfWidth: 0, halfHeight: 0, distance: 0, hasRoom: false };
  return { ...box, element, name, words, at: new Vector3(), opacity: 0, wanted: 0, shown: 0, said };
}

function writeEntry(entry: Entry, name: string, colour: number, words: string): void {
  const { said } = entry;
  if (said.name === name && said.colour === colour && said.words === words) return;
  Object.assign(said, { name, colour, words });
  const dot = document.createElement("span");
  const background = AVATAR_COLOURS[colour % AVATAR_COLOURS.length] ?? AVATAR_COLOURS[0];
  Object.assign(dot.style, { width: "8px", height: "8px", borderRadius: "50%", background });
  entry.name.replaceChildren(dot, name);
  entry.name.style.display = name === "" ? "none" : "flex";
  // The old words stay while they fade away.
  if (words !== "") entry.words.textContent = words;
  entry.words.style.display = words === "" ? "none" : "block";
  entry.halfWidth = entry.element.offsetWidth / 2;
  entry.halfHeight = entry.element.offsetHeight / 2;
}

/** Works out where a label is in the window; false when it is not to be seen at all. */
function project(entry: Entry, camera: PerspectiveCamera, canvas: HTMLCanvasElement): boolean {
  entry.distance = entry.at.distanceTo(camera.position);
  const speaks = entry.words.style.display === "block";
  const [from, to] = speaks ? [HEARD_FROM_M, HEARD_TO_M] : [FADE_FROM_M, LABEL_REACH_M];
  entry.shown = entry.wanted * Math.min(1, Math.max(0, (to - entry.distance) / (to - from)));
  entry.wanted = 0;
  place.copy(entry.at).project(camera);
  if (entry.shown < INVISIBLE || place.z >= 1 || Math.abs(place.x) > 1.2 || Math.abs(place.y) > 1.4) return false;
  entry.x = (place.x * 0.5 + 0.5) * canvas.clientWidth;
  entry.y = (0.5 - place.y * 0.5) * canvas.clientHeight - entry.halfHeight;
  return true;
}

function isHidden({ at, distance }: Entry, { position }: PerspectiveCamera, walls: readonly Solid[]): boolean {
  place.subVectors(at, position).divideScalar(Math.max(0.01, distance));
  const wall = rayToSolids(walls, position.x, position.y, position.z, place.x, place.y, place.z, 0);
  return wall < distance - HIDDEN_M;
}

function show(entry: Entry, dtSeconds: number): void {
  const goal = entry.hasRoom ? entry.shown : 0;
  const step = isMotionReduced.value ? 1 : dtSeconds / FADE_S;
  entry.opacity = goal > entry.opacity ? Math.min(goal, entry.opacity + step) : Math.max(goal, entry.opacity - step);
  const { style } = entry.element;
  if (entry.opacity < INVISIBLE) {
    if (style.visibility !== "hidden") style.visibility = "hidden";
    return;
  }
  style.visibility = "visible";
  style.opacity = entry.opacity.toFixed(2);
  const left = Math.round(entry.x - entry.halfWidth);
  const top = Math.round(entry.y - entry.halfHeight);
  style.transform = `translate(${left}px, ${top}px)`;
}
