/// <reference types="node" />
import type { Browser, Page } from "@playwright/test";
import { script, Tab } from "./browser.ts";
import type {} from "./lab-page.ts";

/** Opens the laboratory in a tab: a page and its replica side by side. */
export class Lab {
  readonly page: Page;
  readonly #capture: string;
  readonly #lab: string;
  readonly #tab: Tab;

  private constructor(tab: Tab, capture: string, lab: string) {
    this.#tab = tab;
    this.page = tab.page;
    this.#capture = capture;
    this.#lab = lab;
  }

  static async open(browser: Browser): Promise<Lab> {
    const [capture, lab] = await Promise.all([script("./lab-capture.ts"), script("./lab-page.ts")]);
    return new Lab(await Tab.open(browser), capture, lab);
  }

  /** Shows a page and mirrors it. */
  async start(html: string): Promise<void> {
    await this.#tab.show("<!doctype html><body>");
    await this.page.evaluate(this.#lab);
    await this.page.evaluate(
      ([content, capture]) => {
        globalThis.lab = new globalThis.Lab();
        return globalThis.lab.start(content, capture);
      },
      [html, this.#capture] as const,
    );
  }

  /** Runs statements in the page and waits until the replica has followed. */
  async act(code: string): Promise<void> {
    await this.page.evaluate(async (statements) => {
      await globalThis.lab.act(statements);
      await globalThis.lab.settle();
    }, code);
  }

  ask(expression: string): Promise<{ page: string; replica: string }> {
    return this.page.evaluate((asked) => globalThis.lab.ask(asked), expression);
  }

  /** Waits until an expression has the same value in the replica as in the page. */
  async agreesOn(expression: string): Promise<void> {
    await this.page.waitForFunction((asked) => {
      const { page, replica } = globalThis.lab.ask(asked);
      return page === replica;
    }, expression);
  }

  difference(): Promise<string> {
    return this.page.evaluate(() => globalThis.lab.difference());
  }

  faults(): Promise<string[]> {
    return this.page.evaluate(() => globalThis.lab.faults);
  }
}
