import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Begins with what takes longest, a file in a browser and one that mostly waits in turn: two browsers that draw at a time are
 * late, and a long file that comes last leaves a core without work.
 */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const of = (folder: string) => sorted.filter(({ moduleId }) => moduleId.includes(`/test/${folder}/`));
    const [browser, world] = [of("browser"), of("world")];
    const pairs = Array.from({ length: Math.max(browser.length, world.length) }, (_, index) => [
      browser[index],
      world[index],
    ]);
    const first = pairs.flat().filter((file) => file !== undefined);
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real servers and a real browser share two cores: more workers make everything late, not early.
    maxWorkers: 2,
    pool: "forks",
    sequence: { sequencer: LongestFirst },
  },
});
