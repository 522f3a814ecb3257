import { describe, expect, it } from "vitest";
import { adaptQuality, qualityOfRenderer } from "../../../client-demo/scene/quality.ts";

const governor = () => ({ scale: 1, slowSeconds: 0, fastSeconds: 0 });
const run = (state: ReturnType<typeof governor>, dtSeconds: number, seconds: number) => {
  for (let time = 0; time < seconds; time += dtSeconds) adaptQuality(state, dtSeconds, 0.5);
};

describe("quality", () => {
  it("is low for software rendering, by any of its names", () => {
    for (const name of [
      "ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)",
      "llvmpipe (LLVM 15.0.6, 256 bits)",
      "Microsoft Basic Render Driver",
    ])
      expect(qualityOfRenderer(name)).toBe("low");
  });

  it("is medium for modest and high for other graphics", () => {
    expect(qualityOfRenderer("Mali-G52")).toBe("medium");
    expect(qualityOfRenderer("Adreno (TM) 640")).toBe("medium");
    expect(qualityOfRenderer("ANGLE (Intel, Intel(R) UHD Graphics 620)")).toBe("medium");
    expect(qualityOfRenderer("ANGLE (NVIDIA GeForce RTX 3060)")).toBe("high");
  });
});

describe("the render scale", () => {
  it("falls while frames are slow, down to its limit", () => {
    const state = governor();
    run(state, 0.1, 2);
    expect(state.scale).toBeLessThan(1);
    run(state, 0.1, 30);
    expect(state.scale).toBe(0.5);
  });

  it("comes back when frames are fast for a while", () => {
    const state = { ...governor(), scale: 0.5 };
    run(state, 0.01, 60);
    expect(state.scale).toBeCloseTo(1);
  });

  it("stays where it is at an even pace between the two", () => {
    const state = { ...governor(), scale: 0.8 };
    run(state, 1 / 40, 20);
    expect(state.scale).toBe(0.8);
  });

  it("does not take a hidden tab for a slow machine", () => {
    const state = governor();
    adaptQuality(state, 30, 0.5);
    expect(state.scale).toBe(1);
  });
});
