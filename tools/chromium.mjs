// The Chromium of browser tests, stories and benchmarks: where it is, and with which flags it starts.
import { existsSync } from "node:fs";

/**
 * The headless shell is Chromium without a browser window's machinery: a tab costs a quarter of the processor time.
 * Not every distribution has it; the whole browser does the same.
 */
const SHELL = "/usr/bin/chromium-headless-shell";
const WHOLE = "/usr/bin/chromium";

/** Also for root, and without traffic or first steps of its own. */
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--enable-unsafe-swiftshader", // WebGL without a graphics card
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const installed = () => process.env.CHROMIUM ?? (existsSync(SHELL) ? SHELL : WHOLE);

export const chromiumOptions = (...more) => ({ executablePath: installed(), args: [...ARGS, ...more] });

export const wholeChromiumOptions = () => ({
  executablePath: WHOLE,
  args: ARGS,
  ignoreDefaultArgs: ["--disable-back-forward-cache"], // Playwright's: customers have it
});
