/** Names the rule that gives an element what it has for the customer. */
export const FIT_MARK = "sp-fit";

/** What a correction is about. */
export type Matter =
  | "width"
  | "height"
  | "hair"
  | "lines"
  | "bars"
  | "looks"
  | "skipped"
  | "place"
  | "inline"
  | "text"
  | "line"
  | "break";

/** Corrections of elements, as rules that stand above those of the page. */
export class Corrections {
  readonly #rules = new Map<Element, Map<Matter, string>>();
  readonly #outrank: (css: string) => void;
  #changed = false;

  constructor(outrank: (css: string) => void) {
    this.#outrank = outrank;
  }

  has(el: Element, what: Matter): boolean {
    return this.#rules.get(el)?.has(what) === true;
  }

  /** Corrects one matter of an element in place of what was given before; "": as it is. */
  set(el: Element, what: Matter, css: string): void {
    if (css === "") return;
    const rules = this.#rules.get(el) ?? new Map<Matter, string>();
    if (rules.get(what) === css) return;
    this.#rules.set(el, rules.set(what, css));
    this.#changed = true;
  }

  /** Takes back what was given in some matters; all of them where none is named. */
  drop(...matters: readonly Matter[]): void {
    for (const rules of this.#rules.values()) {
      if (matters.length === 0) rules.clear();
      else for (const what of matters) this.#changed = rules.delete(what) || this.#changed;
    }
    if (matters.length === 0) this.#changed = true;
  }

  /** Gives the corrections as rules; answers whether there were new ones. */
  write(): boolean {
    if (!this.#changed) return false;
    this.#changed = false;
    const marks = new Map<string, number>();
    // A correction is no change that the page would animate.
    let css = `[${FIT_MARK}]{transition:none!important}`;
    for (const [el, rules] of this.#rules) {
      const rule = [...rules.values()].join("");
      let mark = marks.get(rule);
      if (mark === undefined) {
        mark = marks.size + 1;
        marks.set(rule, mark);
        css += `[${FIT_MARK}="${mark}"]{${rule}}`;
      }
      if (el.getAttribute(FIT_MARK) !== String(mark)) el.setAttribute(FIT_MARK, String(mark));
    }
    this.#outrank(css);
    return true;
  }

  /** Forgets elements that are gone. */
  prune(): void {
    for (const el of this.#rules.keys()) if (!el.isConnected) this.#rules.delete(el);
  }

  reset(): void {
    this.#rules.clear();
    this.#changed = false;
  }
}
