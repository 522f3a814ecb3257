import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // Real servers and a real browser share two cores: more workers make everything late, not early.
    maxWorkers: 2,
    pool: "forks",
  },
});
