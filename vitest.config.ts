import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** Files of other kinds that are begun after each one in a browser: together they last about as long. */
const BESIDE_A_BROWSER = 3;

/**
 * One file in a browser after the other, with others beside it: two browsers that draw at a time are late. Whatever prepares
 * models in processes that give way to everybody comes when they are done, and the many short files come last.
 */
class BrowsersInTurn extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const left = new Set(await super.sort(files));
    const take = (path: RegExp, most = Number.POSITIVE_INFINITY) => {
      const taken = [...left].filter(({ moduleId }) => path.test(moduleId)).slice(0, most);
      for (const file of taken) left.delete(file);
      return taken;
    };
    const browsers = take(/\/test\/browser\//);
    const goods = take(/\/test\/world\/goods-/);
    const first = browsers.flatMap((file) => [file, ...take(/\/test\/(?:world|server|assets)\//, BESIDE_A_BROWSER)]);
    return [...first, ...goods, ...left];
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
    sequence: { sequencer: BrowsersInTurn },
  },
});
