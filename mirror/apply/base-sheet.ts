import { REPLACED, SHOWN_STAND_INS, STAND_IN, standIn } from "./allow.ts";
import { SHOWN_MARK } from "./assets/index.ts";
import { HIDDEN_MARK } from "./build.ts";
import { SELECTION_ASKED } from "./field-selection.ts";

type FrameWindow = Window & typeof globalThis;

/** What has no looks; of what may show something, what does not now. */
const NEVER_SHOWN = ["noscript", STAND_IN, ...[...REPLACED].map(standIn)]
  .map((name) => (SHOWN_STAND_INS.has(name) ? `${name}:not([${SHOWN_MARK}])` : name))
  .join();

/**
 * What engines draw by themselves for states the replica only has as attributes, and what must not show. It stands
 * below all sheets of the page: in a layer of its own, first in order, so that only its !important outranks them.
 */
const BASE = `@layer sp-base{
:where([sp-focus-visible]:not(html,body,iframe,dialog)){outline:auto 1px;outline:auto 1px -webkit-focus-ring-color}
:where(input,textarea,select)[sp-focus-visible]{outline-offset:0}
:where(a:any-link)[sp-focus-visible]{outline-offset:1px}
:where(a:any-link)[sp-active]{color:-webkit-activelink}
${NEVER_SHOWN}{display:none!important}
*{overflow-anchor:none!important}
img:is([sp-a-sizes="auto" i],[sp-a-sizes^="auto," i]){contain:size!important}
:where(img:is([sp-a-sizes="auto" i],[sp-a-sizes^="auto," i])){contain-intrinsic-size:300px 150px}
video:not([controls])::-webkit-media-controls{display:none!important}
[sp-fullscreen]:not(:root){position:fixed!important;inset:0!important;margin:0!important;box-sizing:border-box!important;min-width:0!important;max-width:none!important;min-height:0!important;max-height:none!important;width:100%!important;height:100%!important;transform:none!important}
:where([sp-fullscreen]:not(:root)){padding:0;border:0;background:transparent;color:inherit;object-fit:contain}
:where([sp-fullscreen]:not(:root,video,img,canvas,iframe)){overflow:visible}
[sp-fullscreen]::backdrop{background:#000}
[${HIDDEN_MARK}]{background:repeating-linear-gradient(45deg,#bbb 0 2px,#e4e4e4 2px 8px)!important;color:transparent!important;border:0!important}
${SELECTION_ASKED}
}`;

/** Where generic families are other fonts for the customer: what engines set in them by themselves. */
const FOREIGN = `@layer sp-base{
:where(html){font-family:"sp-font-serif",serif}
:where(pre,code,kbd,samp,tt,xmp,listing,plaintext){font-family:"sp-font-monospace",monospace}
}`;

/**
 * Selected text as it is drawn where the focus is: in the replica, which never has it, it would be grey. Such a rule makes
 * the style of every element dearer, so it comes with the first selection.
 */
const SELECTION = "@layer sp-base{::selection{background:Highlight;color:HighlightText}}";

/** Keeps the base sheet first among the adopted sheets of every root of the replica. */
export class BaseSheet {
  readonly #sheets = new Map<Document, CSSStyleSheet>();
  #outranking = "";
  /** The customer's engine or system is another than this one. */
  foreign = false;
  #pageDrawsSelection = false;
  #isSelected = false;
  #roots = new Set<Document | ShadowRoot>();

  root(root: Document | ShadowRoot): void {
    this.#roots.add(root);
  }

  removed(root: Document | ShadowRoot): void {
    this.#roots.delete(root);
    this.#sheets.delete(root as Document);
  }

  /** After the page's sheets were set, which replaces the whole list. */
  settle(): void {
    for (const root of this.#roots) {
      const base = this.#of(root);
      if (base && root.adoptedStyleSheets[0] !== base) {
        root.adoptedStyleSheets = [base, ...root.adoptedStyleSheets];
      }
    }
  }

  /** Rules whose !important outranks the page's. */
  outrank(css: string): void {
    if (css === this.#outranking) return;
    this.#outranking = css;
    this.#rewrite();
  }

  /** The page says how selected text is drawn: what it leaves open is then as the text is, and nothing of ours. */
  pageDrawsSelection(): void {
    if (this.#pageDrawsSelection) return;
    this.#pageDrawsSelection = true;
    if (this.#isSelected) this.#rewrite();
  }

  /** Something of the page is selected. */
  selected(): void {
    if (this.#isSelected) return;
    this.#isSelected = true;
    this.#rewrite();
  }

  reset(): void {
    this.#roots = new Set();
    this.#sheets.clear();
    this.#outranking = "";
    this.#isSelected = false;
    this.#pageDrawsSelection = false;
  }

  #rewrite(): void {
    for (const sheet of this.#sheets.values()) sheet.replaceSync(this.#text());
  }

  #text(): string {
    const selection = this.#isSelected && !this.#pageDrawsSelection ? SELECTION : "";
    return `${BASE}${this.foreign ? FOREIGN : ""}${selection}@layer sp-base{${this.#outranking}}`;
  }

  /** Constructed sheets serve one document, so each has its own. */
  #of(root: Document | ShadowRoot): CSSStyleSheet | undefined {
    const document = root.ownerDocument ?? (root as Document);
    const view = document.defaultView as FrameWindow | null;
    let sheet = this.#sheets.get(document);
    if (!sheet && view) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(this.#text());
      this.#sheets.set(document, sheet);
    }
    return sheet;
  }
}
