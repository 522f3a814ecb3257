import { CanvasTexture, type Group, LinearFilter, Sprite, SpriteMaterial, SRGBColorSpace } from "three";
import { AVATAR_COLOURS } from "../../rooms/protocol/colours.ts";

/** A name on a paper tag above somebody's head. */
export type NameTag = {
  readonly sprite: Sprite;
  /** Draws the tag anew when name or colour differ from what it shows. */
  write(name: string, colour: number): void;
  place(x: number, y: number, z: number, distance: number, opacity: number): void;
  dispose(): void;
};

const HEIGHT_PX = 64;
const FONT = '600 30px "Inter Variable", Inter, system-ui, sans-serif';
const TAG_HEIGHT_M = 0.17;
const FADE_FROM_M = 9;
const FADE_TO_M = 16;

export function createNameTag(group: Group): NameTag {
  const canvas = document.createElement("canvas");
  const material = new SpriteMaterial({ transparent: true, depthWrite: false, toneMapped: false, opacity: 0 });
  const sprite = new Sprite(material);
  sprite.raycast = () => {};
  sprite.renderOrder = 5;
  group.add(sprite);
  let written = "";
  let aspect = 3;
  return {
    sprite,
    write(name, colour) {
      const text = `${colour} ${name}`;
      if (text === written) return;
      written = text;
      aspect = drawTag(canvas, name, AVATAR_COLOURS[colour % AVATAR_COLOURS.length] ?? "#888888");
      material.map?.dispose();
      material.map = new CanvasTexture(canvas);
      material.map.colorSpace = SRGBColorSpace;
      material.map.minFilter = LinearFilter;
      material.map.generateMipmaps = false;
      material.needsUpdate = true;
    },
    place(x, y, z, distance, opacity) {
      const near = 1 - Math.min(1, Math.max(0, (distance - FADE_FROM_M) / (FADE_TO_M - FADE_FROM_M)));
      material.opacity = near * opacity;
      sprite.visible = material.opacity > 0.02;
      // Grows with distance, less than perspective shrinks it, so that a name across the room can still be read.
      const height = TAG_HEIGHT_M * Math.min(2.4, Math.max(0.75, distance * 0.22));
      sprite.scale.set(height * aspect, height, 1);
      sprite.position.set(x, y + height / 2, z);
    },
    dispose() {
      sprite.removeFromParent();
      material.map?.dispose();
      material.dispose();
    },
  };
}

/** Draws a pill with a dot in the visitor's colour and returns its width over its height. */
function drawTag(canvas: HTMLCanvasElement, name: string, colour: string): number {
  const context = canvas.getContext("2d");
  if (!context) return 1;
  context.font = FONT;
  const width = Math.ceil(context.measureText(name).width) + 78;
  canvas.width = width;
  canvas.height = HEIGHT_PX;
  context.font = FONT;
  context.fillStyle = "rgba(250, 248, 245, 0.94)";
  context.beginPath();
  context.roundRect(2, 6, width - 4, HEIGHT_PX - 12, (HEIGHT_PX - 12) / 2);
  context.fill();
  context.fillStyle = colour;
  context.beginPath();
  context.arc(32, HEIGHT_PX / 2, 9, 0, Math.PI * 2);
  context.fill();
  context.fillStyle = "#1C1B19";
  context.textBaseline = "middle";
  context.fillText(name, 52, HEIGHT_PX / 2 + 1);
  return width / HEIGHT_PX;
}
