import { describe, expect, it } from "vitest";
import { supportHeight } from "../../../../client-demo/scene/exhibits/support-height.ts";
import { HOVER_COLOUR, outlineColour } from "../../../../client-demo/scene/models/outline.ts";
import { AVATAR_COLOURS } from "../../../../rooms/protocol/colours.ts";

describe("the outline of an exhibit", () => {
  it("is in its holder's colour, even while somebody else points at it", () => {
    expect(outlineColour({ holderColour: 3, pointed: true })).toBe(AVATAR_COLOURS[3]);
  });

  it("is plain while it is pointed at and absent otherwise", () => {
    expect(outlineColour({ holderColour: null, pointed: true })).toBe(HOVER_COLOUR);
    expect(outlineColour({ holderColour: null, pointed: false })).toBeNull();
  });
});

describe("what carries an exhibit", () => {
  const plinth = { id: "p", kind: "plinth" as const, x: 2, z: 0, yaw: Math.PI / 4, width: 1, depth: 1, height: 0.9 };

  it("is the plinth beneath it, else the floor", () => {
    expect(supportHeight([plinth], 2, 0.6, 0.9)).toBe(0.9);
    expect(supportHeight([plinth], 2.6, 0.6, 0.9)).toBe(0);
  });

  it("is not a plinth that is higher than the exhibit stands", () => {
    expect(supportHeight([plinth], 2, 0, 0.2)).toBe(0);
  });
});
