import type { Page } from "@playwright/test";
import type { Policy } from "../capture/mask/index.ts";
import { script, Tab, withBrowser } from "./browser.ts";
import type { MaskProbe as Probe } from "./privacy-probe.ts";

declare global {
  var MaskProbe: typeof Probe;
  var probe: Probe;
}

/** Opens a tab for the tests of a file, whose pages come with the probe in them. */
export function probes(): (html: string, policy: Policy, setup?: string) => Promise<Page> {
  let tab: Tab;
  let probe: string;
  withBrowser(async (browser) => {
    [tab, probe] = await Promise.all([Tab.open(browser), script("./privacy-probe.ts")]);
  });
  return async (html, policy, setup = "") => {
    await tab.show(html);
    const { page } = tab;
    await page.evaluate(setup);
    await page.evaluate(probe);
    await page.evaluate((given) => {
      globalThis.probe = new globalThis.MaskProbe(given);
    }, policy);
    return page;
  };
}

/** All that the capture would have told of the page. */
export const written = (page: Page): Promise<string> => page.evaluate(() => globalThis.probe.written());
