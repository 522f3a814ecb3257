import type { ShowroomScene } from "../scene/view/showroom-scene.ts";

/** A scene for browsers that cannot draw one: the room goes on, and the list of exhibits is the way through it. */
export function createBlankScene(): ShowroomScene {
  const nothing = () => {};
  return {
    ready: Promise.resolve(),
    frame: nothing,
    setQuality: nothing,
    refurnish: () => Promise.resolve(),
    resize: nothing,
    pick: () => null,
    placeOf: () => false,
    shownUrlOf: () => "",
    dispose: nothing,
    info: { drawCalls: 0, triangles: 0 },
  };
}
