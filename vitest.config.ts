import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { listPureTests } from "./test/support/structure/pure-tests.ts";

/** Files of other kinds that are begun after each one in a browser: together they last about as long. */
const BESIDE_A_BROWSER = 3;

/**
 * What is pure comes first, in seconds. Then one file in a browser after the other, with others beside it: two browsers that draw
 * at a time are late. Whatever prepares models in processes that give way to everybody comes when they are done.
 */
class BrowsersInTurn extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const left = await super.sort(files);
    const take = (names: readonly string[], most = Number.POSITIVE_INFINITY) => {
      const taken = left.filter(({ project }) => names.includes(project.name)).slice(0, most);
      for (const file of taken) left.splice(left.indexOf(file), 1);
      return taken;
    };
    const pure = take(["pure"]);
    const browsers = take(["browser"]);
    const goods = take(["goods"]);
    const inTurn = browsers.flatMap((file) => [file, ...take(["world", "shop"], BESIDE_A_BROWSER)]);
    return [...pure, ...inTurn, ...goods, ...left];
  }
}

const pure = await listPureTests();
const LONG = ["test/**/*.long.test.ts"];
const BROWSER = ["test/browser/**/*.test.ts"];
const GOODS = ["test/assets/**/*.test.ts", "test/server/models/**/*.test.ts", "test/world/goods-*.test.ts"];
const WORLD = ["test/rooms/**/*.test.ts", "test/world/**/*.test.ts"];

/** Tests that need a process: each file has one for itself, since Colyseus's matchmaker is one for a process. */
const kind = (name: string, include: string[], exclude: string[]) => ({
  extends: true as const,
  test: {
    name,
    include,
    exclude: [...pure, ...(name === "long" ? [] : LONG), ...exclude],
    sequence: { groupOrder: 1 },
  },
});

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real servers and a real browser share two cores: more workers make everything late, not early.
    maxWorkers: 2,
    pool: "forks",
    sequence: { sequencer: BrowsersInTurn },
    coverage: { include: ["rooms/**", "server/**", "assets/**", "client-demo/**"], exclude: ["client-demo/dist/**"] },
    projects: [
      { extends: true, test: { name: "pure", include: pure, isolate: false, sequence: { groupOrder: 0 } } },
      kind("shop", ["test/**/*.test.ts"], [...BROWSER, ...GOODS, ...WORLD]),
      kind("world", WORLD, GOODS),
      kind("browser", BROWSER, []),
      kind("goods", GOODS, []),
      kind("long", LONG, []),
    ],
  },
});
