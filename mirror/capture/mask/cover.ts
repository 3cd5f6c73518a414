import type { PageWindow } from "../natives.ts";
import type { AddressKind } from "./addresses.ts";
import { maskAttribute } from "./attributes.ts";
import { type CssNames, keywordTest, maskCss, spokenNames } from "./css.ts";
import { createNames, type Names } from "./names.ts";
import { sheetTexts } from "./sheets.ts";

export { finderOf } from "./finders.ts";

type Root = Document | ShadowRoot;

/**
 * How masked areas keep their looks: attributes and style sheets that say nothing pass. Loaded when the first area is
 * masked; until then masked elements are bare, which tells less.
 */
export type Cover = ReturnType<typeof createCover>;

/**
 * @param late hears of a name that was withheld and is named by a style sheet of the root now
 * @param run what stands for a string that may say something
 */
export function createCover(window: PageWindow, late: (name: string, root: Root) => void, run: string) {
  const names: Names = createNames(late);
  const supports = (property: string, value: string): boolean => window.CSS.supports(property, value);
  const cssNames: CssNames = {
    run,
    isKeyword: keywordTest(supports),
    isProperty: (name) => supports(name, "inherit"),
    isNamed: names.isNamed,
    alias: names.alias,
  };

  return { read, readAll, attribute, css, word };

  /** Learns the names that the sheet, or the rule, tells anyway. */
  function read(text: string, root: Root): void {
    for (const spoken of spokenNames(text)) names.read(spoken, root);
  }

  /** Learns from all sheets of a root; `fetched` are the texts of those that only the capture could get. */
  function readAll(root: Root, fetched: WeakMap<Node, string>): void {
    for (const text of sheetTexts(root, fetched)) read(text, root);
  }

  function attribute(name: string, value: string, address: AddressKind): string | null {
    if (name === "style") return css(value, true);
    if (value.startsWith("#") || !address) return maskAttribute(name, value, names);
    return address === "address" ? "#" : null;
  }

  function css(text: string, inline: boolean): string {
    return maskCss(text, cssNames, inline);
  }

  /** A name of the page: its own where style sheets have it, else a neutral one that can be an element's. */
  function word(name: string): string {
    return names.isNamed(name) ? name : `sp-${names.alias(name)}`;
  }
}
