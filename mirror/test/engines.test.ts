import { type Browser, firefox } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { defaultPolicy } from "../capture/mask/index.ts";
import { launch, Tab } from "./browser.ts";
import { Engine } from "./privacy-engine.ts";

const launchFirefox = (): Promise<Browser> =>
  firefox.launch({
    channel: "moz-firefox",
    executablePath: process.env["FIREFOX"] ?? "/usr/bin/firefox-esr",
  });

const PAIRS = [
  ["Firefox", "Chromium", launchFirefox, launch],
  ["Chromium", "Firefox", launch, launchFirefox],
] as const;

/** Each property has another value by what the engine supports, or by what its device is. */
const PAGE = `<!doctype html><style>
@supports (-moz-orient: inline) { p { color: rgb(1, 2, 3) } }
@supports not (-moz-orient: inline) { p { color: rgb(4, 5, 6) } }
@supports selector(::-webkit-scrollbar) { p { outline-color: rgb(7, 8, 9) } }
@media (prefers-color-scheme: dark) { p { background-color: rgb(10, 11, 12) } }
@media (prefers-reduced-motion: reduce) { p { text-decoration-color: rgb(13, 14, 15) } }
</style><p>told`;
const ASKED = ["color", "outlineColor", "backgroundColor", "textDecorationColor"] as const;

describe.each(PAIRS)("M4 the customer in %s, the agent in %s", (_customer, _agent, customers, agents) => {
  let browsers: readonly [Browser, Browser];
  let engine: Engine;
  beforeAll(async () => {
    browsers = [await customers(), await agents()];
    // Firefox does not take these over its protocol: the two differ in them.
    const device = { colorScheme: "dark", reducedMotion: "reduce" } as const;
    const [customer, agent] = await Promise.all(
      browsers.map((browser) => Tab.open(browser, false, device)) as [Promise<Tab>, Promise<Tab>],
    );
    engine = await Engine.between(customer, agent);
  });
  afterAll(() => Promise.all(browsers.map((browser) => browser.close())));

  it("@supports and media features have the customer's verdicts", async () => {
    await engine.start(PAGE, defaultPolicy);
    const colours = (tab: Tab): Promise<string[]> =>
      tab.page.evaluate((asked) => {
        const doc = document.querySelector("iframe")?.contentDocument ?? document;
        const style = doc.defaultView?.getComputedStyle(doc.querySelector("p") as Element);
        return asked.map((name) => String(style?.[name]));
      }, ASKED);
    const seen = await colours(engine.customer);
    expect(await colours(engine.agent)).toEqual(seen);
    const isDark = (tab: Tab): Promise<boolean> =>
      tab.page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches);
    expect(await isDark(engine.agent)).not.toBe(await isDark(engine.customer));
    expect(await engine.faults()).toEqual([]);
  });
});
