import { defineConfig } from "vitest/config";

/** Tests that drive a real browser: two files at a time, as they wait more than they compute. */
const browserTests = ["**/*.browser.test.ts", "mirror/test/**/*.test.ts"];

/** A browser that starts on a busy machine takes its time; this only ends what hangs. */
const BROWSER_TIMEOUT = 120_000;

/** So does what a test waits for: a second, as it is without this, ends what only takes long. */
const CONDITION_TIMEOUT = 60_000;

export default defineConfig({
  test: {
    reporters: ["default"],
    projects: [
      {
        test: {
          name: "unit",
          include: ["**/*.test.ts", "**/*.test.tsx"],
          exclude: ["**/node_modules/**", "**/dist/**", "**/out/**", ...browserTests],
        },
      },
      {
        test: {
          name: "browser",
          include: browserTests,
          exclude: ["**/node_modules/**", "**/dist/**", "**/out/**"],
          globalSetup: "sdk/test/page-script.ts",
          maxWorkers: 2,
          testTimeout: BROWSER_TIMEOUT,
          hookTimeout: BROWSER_TIMEOUT,
          expect: { poll: { timeout: CONDITION_TIMEOUT } },
          // as for the stories: one more try where the machine is shared, none at the desk
          retry: process.env["CI"] ? 1 : 0,
        },
      },
    ],
  },
});
