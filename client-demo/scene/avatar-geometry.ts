import {
  type BufferGeometry,
  CapsuleGeometry,
  Color,
  Float32BufferAttribute,
  LatheGeometry,
  SphereGeometry,
  SplineCurve,
  Vector2,
} from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";

/*
 * The parts of an avatar, built once and shared by all. Every part is centred on its own joint and looks along −z;
 * colours are factors on the avatar's own colour, so that one material serves all parts.
 */

/** Height of the head's centre above the floor. */
export const HEAD_HEIGHT_M = 1.5;

const WHITE = new Color(1, 1, 1);

/** A bean that widens to soft shoulders and floats a hand above the floor. */
export function buildBody(): BufferGeometry {
  const outline = [
    [0, 0.13],
    [0.06, 0.135],
    [0.115, 0.165],
    [0.148, 0.23],
    [0.172, 0.4],
    [0.196, 0.64],
    [0.213, 0.86],
    [0.212, 1.0],
    [0.19, 1.12],
    [0.145, 1.2],
    [0.085, 1.245],
    [0, 1.26],
  ].map(([radius, height]) => new Vector2(radius, height));
  const smooth = new SplineCurve(outline).getPoints(36);
  for (const point of smooth) point.x = Math.max(0, point.x);
  const body = new LatheGeometry(smooth, 28).scale(1.06, 1, 0.82);
  return paint(body, WHITE);
}

export function buildHead(): BufferGeometry {
  return paint(new SphereGeometry(0.19, 28, 20).scale(1, 1.06, 0.98), WHITE);
}

/** A dark rounded visor with two light eyes: the gaze reads from across the room. */
export function buildFace(): BufferGeometry {
  const ink = new Color("#211F1D");
  const visor = new SphereGeometry(0.1, 24, 16).scale(1.46, 0.82, 1).translate(0, 0.012, -0.104);
  const eyes = [-0.056, 0.056].map((x) =>
    paint(new SphereGeometry(0.023, 12, 10).scale(1, 1.5, 0.6).translate(x, 0.014, -0.195), new Color("#FDFBF7")),
  );
  return mergeGeometries([paint(visor, ink), ...eyes]);
}

/** A mitten: palm and thumb. */
export function buildHand(): BufferGeometry {
  const palm = new SphereGeometry(0.08, 16, 12).scale(0.78, 1.12, 0.62);
  const thumb = new CapsuleGeometry(0.02, 0.035, 3, 8).rotateZ(0.7).translate(-0.05, 0.012, -0.022);
  return mergeGeometries([paint(palm, WHITE), paint(thumb, WHITE)]);
}

function paint(geometry: BufferGeometry, colour: Color): BufferGeometry {
  const bare = geometry.index ? geometry.toNonIndexed() : geometry;
  const count = bare.getAttribute("position").count;
  const colours = new Float32Array(count * 3);
  for (let index = 0; index < count; index++) colour.toArray(colours, index * 3);
  bare.setAttribute("color", new Float32BufferAttribute(colours, 3));
  return bare;
}
