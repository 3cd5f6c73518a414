import { defineConfig } from "@playwright/test";
import { chromiumOptions } from "../tools/chromium.mjs";

// The real binary serves every story; two cores hold one story at a time.
export default defineConfig({
  testDir: "stories",
  testMatch: /\.story\.ts$/,
  outputDir: "out/results",
  workers: 1,
  fullyParallel: false,
  forbidOnly: !!process.env["CI"],
  // Real browsers on a shared machine: one more try there, told as flaky; none at the desk, so that it is mended.
  retries: process.env["CI"] ? 1 : 0,
  // A slow machine under load takes its time; these only end what hangs.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure", colorScheme: null },
  projects: [
    {
      name: "chromium",
      testIgnore: /engine\.story\.ts/,
      use: { browserName: "chromium", launchOptions: chromiumOptions() },
    },
    {
      name: "firefox",
      testMatch: /(main|engine)\.story\.ts/,
      // by BiDi, as distributions build it: Playwright's own protocol needs its patched Firefox
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        launchOptions: { executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr" },
      },
    },
  ],
});
