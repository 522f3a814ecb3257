import { Group, type WebGLRenderer } from "three";
import { SLOTS } from "../../../rooms/protocol/limits.ts";
import type { AvatarActor, AvatarInput } from "../avatars/avatar-actor.ts";
import { createAvatarMaterial } from "../avatars/avatar-material.ts";
import { createAvatarParts } from "../avatars/avatar-parts.ts";
import { drawFullBody } from "../avatars/full-body.ts";
import { FULL, type Level, SIMPLE } from "./crowd-levels.ts";
import { captureImpostors } from "./impostor-atlas.ts";
import { createImpostorBodies, IMPOSTOR_SHADER } from "./impostor-bodies.ts";
import { createOnePieceBodies } from "./one-piece-bodies.ts";
import { ONE_PIECE_SHADER } from "./one-piece-shader.ts";

/** Everybody's bodies, at every level of detail: seven calls, and five more where the full ones cast shadows. */
export type CrowdBodies = {
  readonly group: Group;
  /** Starts a frame that is seen from a place. */
  begin(eye: { readonly x: number; readonly z: number }): void;
  draw(actor: AvatarActor, input: AvatarInput, level: Level, presence: number): void;
  end(): void;
  setPlain(isPlain: boolean): void;
  dispose(): void;
};

/** @param fullCapacity how many can be full at a time; whoever finds no room there is drawn in one piece */
export function createCrowdBodies(renderer: WebGLRenderer, fullCapacity: number, isPlain: boolean): CrowdBodies {
  const parts = createAvatarParts(fullCapacity, isPlain);
  const simple = createOnePieceBodies(SLOTS);
  const impostors = createImpostorBodies(SLOTS);
  const atlas = captureImpostors(renderer);
  const pictures = { look: { value: atlas.look }, form: { value: atlas.form } };
  const all = [parts, simple, impostors];
  const group = new Group();
  group.add(parts.group, simple.mesh, impostors.mesh);
  // From near to far, and all of it before the room: what a crowd hides is not shaded for nothing.
  for (const [index, each] of [parts.group, simple.mesh, impostors.mesh].entries()) each.renderOrder = index - 3;

  function setMaterials(plain: boolean): void {
    simple.mesh.material = createAvatarMaterial(plain, ONE_PIECE_SHADER);
    impostors.mesh.material = createAvatarMaterial(plain, IMPOSTOR_SHADER, pictures);
  }
  function dropMaterials(): void {
    for (const { mesh } of [simple, impostors]) mesh.material.dispose();
  }

  setMaterials(isPlain);
  return {
    group,
    begin(eye) {
      for (const each of all) each.begin(eye);
    },
    draw(actor, input, level, presence) {
      if (level === FULL && parts.hasRoom) drawFullBody(actor, input, presence, parts);
      else (level <= SIMPLE ? simple : impostors).add(actor, input, presence);
    },
    end() {
      for (const each of all) each.end();
    },
    setPlain(plain) {
      parts.setPlain(plain);
      dropMaterials();
      setMaterials(plain);
    },
    dispose() {
      for (const each of all) each.dispose();
      dropMaterials();
      atlas.dispose();
    },
  };
}
