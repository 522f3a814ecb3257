import { type Group, MathUtils, type PerspectiveCamera, type WebGLRenderer } from "three";
import type { Exhibits } from "../exhibits/exhibits.ts";
import type { ContactShadows } from "../light/contact-shadows.ts";
import type { CrowdRules } from "../quality.ts";
import { QUALITY_SETTINGS, type QualitySettings } from "../quality.ts";
import type { SceneFacts } from "../scene-facts.ts";
import { createCrowd } from "./crowd.ts";
import { createCrowdBodies } from "./crowd-bodies.ts";
import {
  type AvatarPose,
  animateBody,
  type CrowdBody,
  changeLevel,
  createBody,
  describeBody,
  drawBody,
  type RemoteAvatar,
  takePose,
} from "./crowd-body.ts";
import { chooseLevels, FULL } from "./crowd-levels.ts";
import { createCrowdNames } from "./crowd-names.ts";
import type { Labels } from "./labels.ts";
import { createRoomFacts } from "./room-facts.ts";
import { createSpeech } from "./speech.ts";

/** The visitor's own avatar; `opacity` is 0 in first person. */
type OwnAvatar = AvatarPose & { readonly opacity: number; readonly speed: number };

export type Avatars = {
  readonly group: Group;
  /** Takes a camera whose world matrices are up to date. Returns whether somebody moved who casts a shadow. */
  update(
    own: OwnAvatar,
    others: readonly RemoteAvatar[],
    camera: PerspectiveCamera,
    dtSeconds: number,
    shadows: ContactShadows,
  ): boolean;
  /** How finely a crowd is drawn, and cheaper shading for machines without a graphics card. */
  configure(settings: QualitySettings): void;
  dispose(): void;
};

/** The own avatar is kept under a slot that no room gives out. */
const OWN = -1;
const FULL_MOST = Math.max(...Object.values(QUALITY_SETTINGS).map(({ crowd }) => crowd.fullMost));
/** Room for the visitor's own avatar, and for those who are just being drawn less finely. */
const FULL_SPARE = 33;
/** Contact shadows are faint from here and gone there, metres from the camera. */
const SHADE_FROM_M = 14;
const SHADE_TO_M = 22;

/**
 * Draws everybody in the room: of those whom the camera sees the nearest finely.
 * @param fixedRules how finely, whatever the quality level has
 */
export function createAvatars(
  renderer: WebGLRenderer,
  told: SceneFacts,
  showing: Exhibits,
  labels: Labels,
  initial: QualitySettings,
  fixedRules?: CrowdRules,
): Avatars {
  const bodies = createCrowdBodies(renderer, (fixedRules?.fullMost ?? FULL_MOST) + FULL_SPARE, !initial.litSurfaces);
  const facts = createRoomFacts(told);
  const speech = createSpeech();
  const crowd = createCrowd(facts);
  const names = createCrowdNames(labels, speech);
  const self = createBody(OWN);
  self.level = FULL;
  self.presence = 1;
  let rules = fixedRules ?? initial.crowd;
  let frame = 0;

  function takeSelf(own: OwnAvatar, dtSeconds: number): boolean {
    const moved = takePose(self, own, own.speed > 0, dtSeconds);
    self.input.speedMps = own.speed;
    self.input.opacity = own.opacity;
    if (self.factsVersion !== facts.version) describeBody(self, facts, facts.self());
    return moved;
  }

  function draw(body: CrowdBody, dtSeconds: number, shadows: ContactShadows): void {
    animateBody(body, showing, frame, dtSeconds);
    drawBody(body, bodies, dtSeconds);
    const { x, z, heading, opacity } = body.input;
    const near = 1 - MathUtils.smoothstep(body.distance, SHADE_FROM_M, SHADE_TO_M);
    shadows.add(x, 0, z, heading, 0.27, 0.23, 0.8 * opacity * near);
  }

  return {
    group: bodies.group,
    update(own, others, camera, dtSeconds, shadows) {
      frame++;
      facts.refresh();
      speech.hear(told.chat.value, told.isLive.value);
      speech.update(dtSeconds);
      const selfMoved = takeSelf(own, dtSeconds);
      const othersMoved = crowd.take(others, dtSeconds);
      const inView = crowd.inView(camera);
      chooseLevels(inView, rules);
      let changed = false;
      bodies.begin(camera.position);
      draw(self, dtSeconds, shadows);
      for (const body of inView) {
        if (changeLevel(body) && (body.level === FULL || body.before === FULL)) changed = true;
        draw(body, dtSeconds, shadows);
      }
      bodies.end();
      names.update(self, inView, frame);
      return selfMoved || othersMoved || changed;
    },
    configure(settings) {
      rules = fixedRules ?? settings.crowd;
      bodies.setPlain(!settings.litSurfaces);
    },
    dispose() {
      names.dispose();
      bodies.dispose();
    },
  };
}
