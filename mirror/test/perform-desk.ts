import type { BrowserContextOptions, Page } from "@playwright/test";
import { script, Tab, withBrowser } from "./browser.ts";
import type { PageDesk } from "./perform-page.ts";

type Desk = {
  readonly [K in keyof PageDesk as PageDesk[K] extends (...args: never[]) => unknown
    ? K
    : never]: PageDesk[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never;
};

/** A page and an agent's hand in it. */
export interface Hand extends Desk {
  readonly page: Page;
  /** Loads a page anew with this body. */
  show(body: string): Promise<void>;
  /** Value of an expression in the page. */
  ask<T = string>(expression: string): Promise<T>;
  heard(): Promise<string[]>;
}

/** Opens the page once for a test file. */
export function hand(device: BrowserContextOptions = {}): Hand {
  let tab: Tab;
  let bundle: string;
  withBrowser(async (browser) => {
    [tab, bundle] = await Promise.all([Tab.open(browser, false, device), script("./perform-page.ts")]);
  });
  const own = {
    get page() {
      return tab.page;
    },
    async show(body: string) {
      await tab.show(`<!doctype html><style>body{margin:8px;font:16px/1.25 monospace}</style>${body}`);
      await tab.page.evaluate(bundle);
      await tab.page.evaluate(() => {
        globalThis.desk = new globalThis.PerformDesk();
      });
    },
    ask: (expression: string) => tab.page.evaluate(expression),
    heard: () => tab.page.evaluate(() => globalThis.desk.heard.splice(0)),
  };
  return new Proxy(own as Hand, {
    get: (target, name: keyof Hand & keyof PageDesk) =>
      name in target
        ? target[name]
        : (...args: unknown[]) =>
            tab.page.evaluate(
              ([method, given]) =>
                Reflect.apply(globalThis.desk[method] as () => unknown, globalThis.desk, given),
              [name, args] as const,
            ),
  });
}
