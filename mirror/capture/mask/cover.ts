import type { PageWindow } from "../natives.ts";
import type { AddressKind } from "./addresses.ts";
import { maskAttribute } from "./attributes.ts";
import { type CssNames, keywordTest, maskCss, spokenNames } from "./css.ts";
import { Names } from "./names.ts";
import { sheetTexts } from "./sheets.ts";

export { finderOf } from "./finders.ts";

type Root = Document | ShadowRoot;

/**
 * How masked areas keep their looks: attributes and style sheets that say nothing pass. Loaded when the first area is
 * masked; until then masked elements are bare, which tells less.
 */
export class Cover {
  readonly #names: Names;
  readonly #css: CssNames;

  /** @param late hears of a name that was withheld and is named by a style sheet of the root now */
  constructor(window: PageWindow, late: (name: string, root: Root) => void) {
    this.#names = new Names(late);
    const supports = (property: string, value: string): boolean => window.CSS.supports(property, value);
    this.#css = {
      isKeyword: keywordTest(supports),
      isProperty: (name) => supports(name, "inherit"),
      isNamed: (name) => this.#names.isNamed(name),
      alias: (name) => this.#names.alias(name),
    };
  }

  /** Learns the names that the sheet, or the rule, tells anyway. */
  read(text: string, root: Root): void {
    for (const spoken of spokenNames(text)) this.#names.read(spoken, root);
  }

  /** Learns from all sheets of a root; `fetched` are the texts of those that only the capture could get. */
  readAll(root: Root, fetched: WeakMap<Node, string>): void {
    for (const text of sheetTexts(root, fetched)) this.read(text, root);
  }

  attribute(name: string, value: string, address: AddressKind): string | null {
    if (name === "style") return this.css(value, true);
    if (value.startsWith("#") || !address) return maskAttribute(name, value, this.#names);
    return address === "address" ? "#" : null;
  }

  css(text: string, inline: boolean): string {
    return maskCss(text, this.#css, inline);
  }

  /** A name of the page: its own where style sheets have it, else a neutral one that can be an element's. */
  word(name: string): string {
    return this.#names.isNamed(name) ? name : `sp-${this.#names.alias(name)}`;
  }
}
