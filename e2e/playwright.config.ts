import { defineConfig } from "@playwright/test";

/** Headless Chromium as installed by the system, also for root, without background traffic. */
const chromium = {
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

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
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: { trace: "retain-on-failure", screenshot: "only-on-failure", colorScheme: null },
  projects: [
    { name: "chromium", use: { browserName: "chromium", launchOptions: chromium } },
    {
      name: "firefox",
      testMatch: /main\.story\.ts/,
      // by BiDi, as distributions build it: Playwright's own protocol needs its patched Firefox
      use: {
        browserName: "firefox",
        channel: "moz-firefox",
        launchOptions: { executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr" },
      },
    },
  ],
});
