// Our interface in the customer's page lives in closed shadow roots, which no locator
// enters. Stories remember each root as it is made, and act by real mouse and keyboard
// on the boxes they find: the events are trusted, as a person's are.
import { expect, type Page } from "@playwright/test";

declare global {
  interface Window {
    storyRoots?: ShadowRoot[];
  }
}

/** Must run before the page's first script. */
export async function rememberRoots(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const roots: ShadowRoot[] = [];
    Object.defineProperty(window, "storyRoots", { value: roots, enumerable: false });
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (init) {
      const root = attach.call(this, init);
      if (init.mode === "closed") roots.push(root);
      return root;
    };
  });
}

/** What can be looked for: an accessible name, or a text anywhere. */
export type Query =
  | { role: "button" | "textbox" | "dialog" | "link"; name: string | RegExp }
  | { text: string | RegExp };

interface Found {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
}

/** Parts of our interface in one customer's page. */
export class ClosedUI {
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** The visible match that comes last in the document, or null. */
  find(query: Query): Promise<Found | null> {
    const pattern = "text" in query ? query.text : query.name;
    const wanted = {
      role: "role" in query ? query.role : null,
      source: typeof pattern === "string" ? pattern : pattern.source,
      flags: typeof pattern === "string" ? null : pattern.flags,
    };
    return this.page.evaluate((w) => {
      const selectors: Record<string, string> = {
        button: "button,[role=button]",
        textbox: "input:not([type=checkbox]):not([type=radio]),textarea",
        dialog: "dialog,[role=dialog]",
        link: "a[href]",
      };
      const matches = (text: string) =>
        w.flags === null ? text.includes(w.source) : new RegExp(w.source, w.flags).test(text);
      const nameOf = (el: Element, root: ShadowRoot): string => {
        const by = el.getAttribute("aria-labelledby");
        const label = by && root.getElementById(by)?.textContent;
        const own = el.getAttribute("aria-label") ?? label;
        const forLabel = el.id && root.querySelector(`label[for="${el.id}"]`)?.textContent;
        return (own || forLabel || el.getAttribute("placeholder") || el.textContent || "").trim();
      };
      const found: Found[] = [];
      for (const root of window.storyRoots ?? []) {
        if (!root.host.isConnected) continue;
        for (const el of root.querySelectorAll(w.role ? (selectors[w.role] ?? "*") : "*")) {
          const text = w.role
            ? nameOf(el, root)
            : [...el.childNodes]
                .filter((n) => n.nodeType === 3)
                .map((n) => n.nodeValue)
                .join("");
          const box = el.getBoundingClientRect();
          const visible = box.width > 0 && box.height > 0 && el.checkVisibility({ visibilityProperty: true });
          if (visible && matches(text))
            found.push({ x: box.x, y: box.y, width: box.width, height: box.height, text: text.trim() });
        }
      }
      return found.at(-1) ?? null;
    }, wanted);
  }

  /** Waits until there is a match, and returns it when it stands still. */
  async see(query: Query): Promise<Found> {
    let last = "";
    let found: Found | null = null;
    await expect
      .poll(
        async () => {
          found = await this.find(query).catch(() => null); // a page that is just loading
          const now = found ? `${found.x},${found.y},${found.width},${found.height}` : "nothing";
          const still = found !== null && now === last;
          last = now;
          return still;
        },
        {
          message: `our interface shows ${JSON.stringify("text" in query ? String(query.text) : `${query.role} ${query.name}`)}`,
        },
      )
      .toBe(true);
    return found as unknown as Found;
  }

  async gone(query: Query): Promise<void> {
    await expect.poll(() => this.find(query).catch(() => null)).toBeNull();
  }

  /** With the mouse; where there is none, with a finger. */
  async click(query: Query): Promise<void> {
    const box = await this.see(query);
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const byFinger = await this.page.evaluate(() => matchMedia("(any-pointer: coarse)").matches);
    await (byFinger ? this.page.touchscreen.tap(x, y) : this.page.mouse.click(x, y));
  }

  async type(query: Query, text: string): Promise<void> {
    await this.click(query);
    await this.page.keyboard.type(text);
  }
}
