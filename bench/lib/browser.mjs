// The browser of the benchmark: one Chromium, a context for each side, so that the customer's
// page and the agent's live in renderers of their own.
import { chromium } from "@playwright/test";
import { chromiumOptions } from "../../tools/chromium.mjs";

export const VIEWPORT = { width: 1280, height: 800 };

const ARGS = [
  "--site-per-process",
  // Template pages name fonts and scripts of other hosts: nothing leaves this machine.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
];

export const launchBrowser = () => chromium.launch(chromiumOptions(...ARGS));

/** A page in a context of its own, with its DevTools session. */
export async function openPage(browser, url) {
  const context = await browser.newContext({ viewport: VIEWPORT, deviceScaleFactor: 1 });
  const page = await context.newPage();
  return {
    page,
    devtools: await context.newCDPSession(page),
    open: () => page.goto(url, { waitUntil: "load" }),
    close: () => context.close(),
  };
}

export const pause = (ms) => new Promise((done) => setTimeout(done, ms));

const QUIET_POLL_MS = 20;

/**
 * Waits until nothing has passed the relay for `quiet` ms, at most `limit` ms.
 * @param {{quiet?: number, limit?: number, afterFirst?: boolean}} [how] `afterFirst`: something must have passed before
 */
export async function relayQuiet(session, { quiet = 200, limit = 20_000, afterFirst = false } = {}) {
  const end = Date.now() + limit;
  const busy = () => (afterFirst && session.messages === 0) || Date.now() - session.lastActivity < quiet;
  while (busy() && Date.now() < end) await pause(QUIET_POLL_MS);
}
