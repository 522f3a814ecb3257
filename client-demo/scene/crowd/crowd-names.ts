import type { CrowdBody } from "./crowd-body.ts";
import { LABEL_REACH_M, type Label, type Labels } from "./labels.ts";
import type { Speech } from "./speech.ts";

/** Names and words above the heads of those who are near; nobody else has a label at all. */
export type CrowdNames = {
  /** Takes the crowd sorted from near to far, once a frame. */
  update(self: CrowdBody, crowd: readonly CrowdBody[], frame: number): void;
  dispose(): void;
};

/** In a crowd there is no room for more names than these. */
const NAMES_MOST = 24;
/** Labels end this far above the floor: a little above the cap. */
const HEIGHT_M = 1.78;

type Shown = { readonly label: Label; frame: number };

export function createCrowdNames(labels: Labels, speech: Speech): CrowdNames {
  const shown = new Map<number, Shown>();

  function show({ slot, visitor, colour, input }: CrowdBody, name: string, frame: number): void {
    let mine = shown.get(slot);
    if (!mine) {
      mine = { label: labels.create(), frame };
      shown.set(slot, mine);
    }
    mine.frame = frame;
    mine.label.write(name, colour, visitor ? speech.wordsOf(visitor.id) : "");
    mine.label.place(input.x, HEIGHT_M, input.z, input.opacity);
  }

  return {
    update(self, crowd, frame) {
      // One knows one's own name.
      show(self, "", frame);
      for (let index = 0; index < Math.min(NAMES_MOST, crowd.length); index++) {
        const body = crowd[index];
        if (!body || body.distance > LABEL_REACH_M) break;
        show(body, body.visitor?.name ?? "", frame);
      }
      for (const [slot, { label, frame: last }] of shown) {
        if (last === frame || !label.isGone) continue;
        label.dispose();
        shown.delete(slot);
      }
    },
    dispose() {
      for (const { label } of shown.values()) label.dispose();
      shown.clear();
    },
  };
}
