import { type Browser, type BrowserContextOptions, chromium, type Page } from "@playwright/test";
import { build } from "esbuild";
import { afterAll, beforeAll, vi } from "vitest";
import { chromiumOptions } from "../../tools/chromium.mjs";

/** Secure, as customers' pages and viewers are. */
const ORIGIN = "https://page.test";

/** Browser tests share two cores with others: slowness is no failure. */
const PATIENCE_MS = 240_000;
vi.setConfig({ testTimeout: PATIENCE_MS, hookTimeout: PATIENCE_MS });

export const launch = (): Promise<Browser> => chromium.launch(chromiumOptions());

/** Opens what the tests around share, in a Chromium of their own that ends with them. */
export function withBrowser(open: (browser: Browser) => Promise<unknown>): void {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch();
    await open(browser);
  });
  afterAll(() => browser?.close());
}

/** A module and what it imports as one script for a page. */
export async function script(path: string): Promise<string> {
  const built = await build({
    entryPoints: [new URL(path, import.meta.url).pathname],
    bundle: true,
    format: "iife",
    target: "es2022",
    write: false,
  });
  return built.outputFiles[0]?.text ?? "";
}

/** A few frames, on a clock that stands still otherwise. */
const FRAMES_MS = 60;

/** A tab with an origin that exists in this browser only; every address but `/` gives an empty answer. */
export class Tab {
  readonly page: Page;
  readonly #clock: boolean;
  #html = "";

  private constructor(page: Page, clock: boolean) {
    this.page = page;
    this.#clock = clock;
  }

  /** Lets the page paint and run what it has put off. */
  async tick(): Promise<void> {
    if (this.#clock) await this.page.clock.runFor(FRAMES_MS);
    await this.page.evaluate(async (isReal) => {
      if (isReal) await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
      const { port1, port2 } = new MessageChannel();
      await new Promise((next) => {
        port1.onmessage = next;
        port2.postMessage(0);
      });
    }, !this.#clock);
  }

  /**
   * @param clock a clock that stands still until `tick`
   * @param device what the browser says of its device
   */
  static async open(browser: Browser, clock = false, device: BrowserContextOptions = {}): Promise<Tab> {
    const tab = new Tab(await browser.newPage(device), clock);
    if (clock) await tab.page.clock.install({ time: 0 });
    await tab.page.route("**/*", (route) => {
      const isPage = route.request().url() === `${ORIGIN}/`;
      return route.fulfill({ contentType: "text/html; charset=utf-8", body: isPage ? tab.#html : "" });
    });
    return tab;
  }

  /** Loads the page anew with this content. */
  async show(html: string): Promise<void> {
    this.#html = html;
    await this.page.goto(`${ORIGIN}/`);
  }
}
