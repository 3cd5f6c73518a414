/// <reference types="node" />
import { readFileSync } from "node:fs";
import type { Browser, Locator, Page } from "@playwright/test";
import type { FromViewer, ToViewer } from "@samepage/wire";
import { script, Tab, withBrowser } from "../../mirror/test/browser.ts";
import type {} from "./lab-page.ts";

const path = (name: string): string => new URL(name, import.meta.url).pathname;

const GRANTS = {
  view: ["see"],
  point: ["see", "point", "annotate"],
  control: ["see", "point", "annotate", "control"],
};

/** What the agent may do in a test. */
export type Mode = keyof typeof GRANTS;

/** Opens workbenches on a page, one after the other, in a browser of the tests around. */
export function workbenches(html: string): (mode: Mode) => Promise<Lab> {
  let browser: Browser;
  let last: Lab | undefined;
  withBrowser(async (own) => {
    browser = own;
  });
  return async (mode) => {
    await last?.close();
    last = await Lab.open(browser, html, mode);
    return last;
  };
}

/** The agent's workbench on a page, in a tab. */
export class Lab {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, html: string, mode: Mode): Promise<Lab> {
    const [capture, bench] = await Promise.all([
      script(path("../../mirror/test/lab-capture.ts")),
      script(path("./lab-page.ts")),
    ]);
    const tab = await Tab.open(browser);
    const style = readFileSync(path("../public/viewer.css"), "utf8");
    await tab.show(`<!doctype html><style>${style}</style><body>`);
    await tab.page.evaluate(bench);
    await tab.page.evaluate(
      ([content, code, grants]) => {
        globalThis.bench = new globalThis.Bench();
        return globalThis.bench.start(content, code, grants);
      },
      [html, capture, GRANTS[mode]] as const,
    );
    return new Lab(tab.page);
  }

  close(): Promise<void> {
    return this.page.close();
  }

  /** Messages of a kind that went to the customer's page, with elements by their id there. */
  async sent(kind: string): Promise<Record<string, unknown>[]> {
    await this.settle();
    return this.page.evaluate((wanted) => {
      const { bench } = globalThis;
      return bench.sent
        .filter((body) => body.kind === wanted)
        .map((body) => {
          const at = body["at"] as { node: number } | undefined;
          return { ...body, on: bench.nameOf(at?.node ?? body["node"]) };
        });
    }, kind);
  }

  /** What the console was told of a type. */
  told<T extends FromViewer["type"]>(type: T): Promise<(FromViewer & { type: T })[]> {
    return this.page.evaluate(
      (wanted) => globalThis.bench.told.filter((message) => message.type === wanted),
      type as string,
    ) as Promise<(FromViewer & { type: T })[]>;
  }

  say(message: ToViewer): Promise<void> {
    return this.page.evaluate((said) => globalThis.bench.say(said), message);
  }

  answer(body: { kind: string } & Record<string, unknown>): Promise<void> {
    return this.page.evaluate((said) => globalThis.bench.answer(said as never), body);
  }

  act(code: string): Promise<void> {
    return this.page.evaluate((statements) => globalThis.bench.act(statements), code);
  }

  settle(): Promise<void> {
    return this.page.evaluate(() => globalThis.bench.settle());
  }

  /** Brings the customer's page into the window, in the place of the picture, or takes it away again. */
  showPage(shown: boolean): Promise<void> {
    return this.page.evaluate((isShown) => globalThis.bench.showPage(isShown), shown);
  }

  /** The customer's page, as its browser draws it. */
  get customer(): Locator {
    return this.page.locator("body > iframe");
  }

  spot(selector: string): Promise<{ x: number; y: number; width: number; height: number }> {
    return this.page.evaluate((wanted) => globalThis.bench.spot(wanted), selector);
  }

  async click(selector: string, options?: Parameters<Page["mouse"]["click"]>[2]): Promise<void> {
    const { x, y } = await this.spot(selector);
    await this.page.mouse.click(x, y, options);
  }

  /** Draws from one place to others with the button held. */
  async drag(places: readonly (readonly [x: number, y: number])[]): Promise<void> {
    const [first, ...others] = places;
    if (!first) return;
    await this.page.mouse.move(first[0], first[1]);
    await this.page.mouse.down();
    for (const [x, y] of others) await this.page.mouse.move(x, y);
    await this.page.mouse.up();
  }

  /** The line at the pointer. */
  get line(): Locator {
    return this.page.locator(".line[data-shown]");
  }

  /** What the keyboard's place in the picture says. */
  get heard(): Promise<string | null> {
    return this.page.locator("[aria-live=assertive]").textContent();
  }

  /** Left edge of the first annotation, in window pixels: asked in one step, as what is drawn is made anew now and then. */
  markLeft(): Promise<number> {
    return this.page.evaluate(
      () => document.querySelector("path.mark")?.getBoundingClientRect().x ?? Number.NaN,
    );
  }

  /** Annotations as they are drawn. */
  get marks(): Locator {
    return this.page.locator("path.mark");
  }
}
