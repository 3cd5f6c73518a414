// WebKit for the benchmark: as much of a Playwright browser as its adapters and cases need, by WebDriver.
import { VIEWPORT } from "../browser.mjs";
import { storyModules } from "../story-modules.mjs";

/** The one window of the browser. */
class WebKitPage {
  #webkit;
  #early = [];
  keyboard = { type: (text) => this.#webkit.type(text) };

  constructor(webkit) {
    this.#webkit = webkit;
  }

  on() {
    // Consoles and faults of pages are not told by WebDriver.
  }

  isClosed() {
    return false;
  }

  /** What runs before the page's own scripts elsewhere runs after them here. */
  async addInitScript(script) {
    this.#early.push(script);
  }

  async goto(url) {
    await this.#webkit.goto(url);
    for (const script of this.#early) await this.evaluate(script);
  }

  /** @param {string | Function} what statements, or a function that gets `arg` and may answer a promise */
  evaluate(what, arg) {
    return typeof what === "string"
      ? this.#webkit.evaluate(what)
      : this.#webkit.evaluate(`return (${what})(arguments[0])`, arg);
  }

  async click(selector) {
    const [x, y] = await this.evaluate((at) => {
      const element = document.querySelector(at);
      element.scrollIntoView({ block: "nearest" });
      const { left, top, width, height } = element.getBoundingClientRect();
      return [left + width / 2, top + height / 2];
    }, selector);
    await this.#webkit.click(x, y);
  }

  focus(selector) {
    return this.evaluate((at) => document.querySelector(at).focus(), selector);
  }

  selectOption(selector, value) {
    return this.evaluate(
      ([at, wanted]) => {
        const field = document.querySelector(at);
        field.value = [...field.options].find((option) => [option.value, option.text].includes(wanted)).value;
        for (const type of ["input", "change"]) field.dispatchEvent(new Event(type, { bubbles: true }));
      },
      [selector, value],
    );
  }
}

export async function launchWebKit(root, out) {
  const { WebKit } = await storyModules(root, out, ["webkit"]);
  const webkit = await WebKit.launch();
  await webkit.resizeTo(VIEWPORT);
  return {
    newContext: async () => ({ newPage: async () => new WebKitPage(webkit), close: async () => {} }),
    close: () => webkit.close(),
  };
}
