import { describe, expect, it } from "vitest";
import { type DetailState, pickStep, wishStep } from "../../../../client-demo/scene/models/detail-plan.ts";

const COARSE = 0;
const MIDDLE = 1;
const BEST = 2;
const NONE = -1;
const URLS = ["/coarse", "/middle", "/best"];

type Case = Partial<Omit<DetailState, "steps" | "isHere" | "hasFailed">> & {
  readonly here?: readonly number[];
  readonly failed?: readonly number[];
};

function state({ here = [], failed = [], ...rest }: Case): DetailState {
  const among = (indices: readonly number[]) => (url: string) => indices.includes(URLS.indexOf(url));
  return {
    steps: URLS.map((url) => ({ url, bytes: 1, screenShare: 1 })),
    ...{ shown: NONE, isEmpty: false, wanted: BEST, isUnseen: false },
    ...rest,
    isHere: among(here),
    hasFailed: among(failed),
  };
}

describe("an exhibit that shows nothing yet", () => {
  const empty = { isEmpty: true };

  it("fetches the coarsest first, however near it is", () => {
    expect(wishStep(state(empty))).toBe(COARSE);
    expect(pickStep(state(empty))).toBe(NONE);
  });

  it("shows the best of what is here that it needs, or else whatever is here", () => {
    expect(pickStep(state({ ...empty, here: [COARSE, MIDDLE], wanted: BEST }))).toBe(MIDDLE);
    expect(pickStep(state({ ...empty, here: [BEST], wanted: COARSE }))).toBe(BEST);
  });

  it("fetches the next one when the coarsest cannot be had, and nothing when none can", () => {
    expect(wishStep(state({ ...empty, failed: [COARSE] }))).toBe(MIDDLE);
    expect(wishStep(state({ ...empty, failed: [COARSE, MIDDLE, BEST] }))).toBe(NONE);
  });
});

describe("an exhibit that shows a level", () => {
  it("fetches what suits it without a detour, and shows that when it is here", () => {
    expect(wishStep(state({ shown: COARSE, here: [COARSE] }))).toBe(BEST);
    expect(pickStep(state({ shown: COARSE, here: [COARSE, BEST] }))).toBe(BEST);
    expect(pickStep(state({ shown: COARSE, here: [COARSE, MIDDLE] }))).toBe(MIDDLE);
    expect(wishStep(state({ shown: BEST, here: [COARSE, BEST] }))).toBe(NONE);
  });

  it("makes do with less when what suits cannot be had, and with what it has when nothing better can", () => {
    expect(wishStep(state({ shown: COARSE, here: [COARSE], failed: [BEST] }))).toBe(MIDDLE);
    expect(wishStep(state({ shown: COARSE, here: [COARSE], failed: [BEST, MIDDLE] }))).toBe(NONE);
  });

  it("becomes coarser only with what is here, and fetches nothing for it in sight", () => {
    expect(pickStep(state({ shown: BEST, wanted: MIDDLE, here: [COARSE, BEST] }))).toBe(NONE);
    expect(wishStep(state({ shown: BEST, wanted: MIDDLE, here: [COARSE, BEST] }))).toBe(NONE);
    expect(pickStep(state({ shown: BEST, wanted: COARSE, here: [COARSE, BEST] }))).toBe(COARSE);
  });

  it("gives up what nobody sees, for which it may even fetch the coarsest", () => {
    const unseen = { shown: BEST, wanted: COARSE, isUnseen: true };
    expect(wishStep(state({ ...unseen, here: [BEST] }))).toBe(COARSE);
    expect(pickStep(state({ ...unseen, here: [COARSE, BEST] }))).toBe(COARSE);
  });
});

describe("an exhibit whose model is exchanged", () => {
  it("shows the old one until the new one is here at the right detail: one change, not two", () => {
    expect(wishStep(state({ wanted: MIDDLE }))).toBe(MIDDLE);
    expect(pickStep(state({ wanted: MIDDLE, here: [COARSE] }))).toBe(NONE);
    expect(pickStep(state({ wanted: MIDDLE, here: [COARSE, MIDDLE] }))).toBe(MIDDLE);
  });

  it("shows a coarser one of the new where the right one cannot be had or nobody looks", () => {
    expect(wishStep(state({ wanted: MIDDLE, failed: [MIDDLE] }))).toBe(COARSE);
    expect(pickStep(state({ wanted: MIDDLE, here: [COARSE], failed: [MIDDLE] }))).toBe(COARSE);
    expect(pickStep(state({ wanted: MIDDLE, here: [COARSE], isUnseen: true }))).toBe(COARSE);
  });
});
