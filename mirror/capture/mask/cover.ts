import type { PageWindow } from "../natives.ts";
import type { AddressKind } from "./addresses.ts";
import { maskAttribute, renameAttribute } from "./attributes.ts";
import { maskCss, spokenNames } from "./css.ts";
import type { CssNames } from "./css-names.ts";
import { keywordTest, remembered } from "./css-words.ts";
import { createKept, type Kept } from "./kept.ts";
import { createNames, type Names } from "./names.ts";
import { sheetTexts } from "./sheets.ts";

export { finderOf } from "./finders.ts";

type Root = Document | ShadowRoot;

interface ToldSheet {
  readonly told: string;
  readonly learnt: number;
}

/**
 * How masked areas keep their looks: attributes and style sheets that say nothing pass. Loaded when the first area is
 * masked; until then masked elements are bare, which tells less.
 */
export type Cover = ReturnType<typeof createCover>;

/**
 * @param late hears of what was withheld and is named by a style sheet of the root now
 * @param isOpen whether the sheet of this owner (null: an adopted one) is told as it is
 * @param run what stands for a string that may say something
 */
export function createCover(
  window: PageWindow,
  late: (selector: string, root: Root) => void,
  isOpen: (owner: Node | null) => boolean,
  isKnownTag: (el: Element, tag: string) => boolean,
  run: string,
) {
  const names: Names = createNames(late);
  const { CSS } = window;
  /** Sheets whose names are known; true: as those of one that is told as it is. */
  const known: Kept<boolean> = createKept();
  /** Sheets as they are told, masked and open, and what was learnt when they were. */
  const maskedSheets: Kept<ToldSheet> = createKept();
  const openSheets: Kept<ToldSheet> = createKept();
  /** Elements made here are nobody's. */
  const document = window.document.implementation.createHTMLDocument("");
  const supports = (property: string, value: string): boolean => CSS.supports(property, value);
  const cssNames: CssNames = {
    ...names,
    run,
    word,
    isKeyword: keywordTest(supports),
    isProperty: remembered((name) => !name.startsWith("--") && supports(name, "inherit")),
    isTag: remembered(isTag),
    isPseudo: remembered((name) =>
      ["", "(a)", "(1)"].some((held) => CSS.supports(`selector(${name}${held})`)),
    ),
  };

  return { read, readAll, attribute, renamed, css, word, inOpen: names.inOpen };

  /** Learns the names that the sheet, or the rule, tells. */
  function read(text: string, root: Root, open: boolean): void {
    const before = known.get(text);
    if (before === true || before === open) return;
    for (const spoken of spokenNames(text)) names.read(spoken, root, open);
    known.keep(text, open);
  }

  /** Learns from all sheets of a root; `fetched` are the texts of those that only the capture could get. */
  function readAll(root: Root, fetched: WeakMap<Node, string>): void {
    for (const { owner, text } of sheetTexts(root, fetched)) read(text, root, isOpen(owner));
  }

  function attribute(name: string, value: string, address: AddressKind): string | null {
    if (name === "style") return css(value, true);
    if (value.startsWith("#") || !address) return maskAttribute(name, value, names);
    return address === "address" ? "#" : null;
  }

  /** An attribute of an element that is told on a page whose sheets are not; undefined: it keeps its value. */
  function renamed(name: string, value: string): string | undefined {
    return name === "style" ? css(value, true, true) : renameAttribute(name, value, names);
  }

  /** @param open of an element that is told: only names are replaced */
  function css(text: string, inline: boolean, open = false): string {
    if (inline) return maskCss(text, cssNames, { inline, open });
    const sheets = open ? openSheets : maskedSheets;
    const before = sheets.get(text);
    if (before?.learnt === names.learnt) return before.told;
    const told = maskCss(text, cssNames, { inline, open });
    sheets.keep(text, { told, learnt: names.learnt });
    return told;
  }

  /** A name of the page: its own where an open style sheet has it, else a neutral one that can be an element's. */
  function word(name: string): string {
    return names.isOpen(name) || name.startsWith("--") ? names.told(name) : `sp-${names.alias(name)}`;
  }

  function isTag(name: string): boolean {
    if (name.includes("-")) return name === "annotation-xml";
    try {
      return NAMESPACES.some((space) => isKnownTag(document.createElementNS(space, name), name));
    } catch {
      return false; // no name for an element
    }
  }
}

/** Where elements have their names from. */
const NAMESPACES = [
  "http://www.w3.org/1999/xhtml",
  "http://www.w3.org/2000/svg",
  "http://www.w3.org/1998/Math/MathML",
] as const;
