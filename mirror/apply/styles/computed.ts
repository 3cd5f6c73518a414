import { COMPUTED_PROPERTIES, GEOMETRY } from "../../capture/styles/computed-properties.ts";

type FrameWindow = Window & typeof globalThis;

/** Names the rule that makes up for what an unreadable sheet does to an element. */
const MARK = "sp-computed";
/** Looks at the replica's own style: what one element is given, its descendants inherit. */
const PASSES = 3;
const PSEUDOS = [null, "::before", "::after"] as const;

/** A box that is off by less is in its place, in CSS px: the stream rounds. */
const BOX_TOLERANCE = 1.5;

/** What an element is to look like. */
export interface Looks {
  /** Place in the page and size: x, y, width, height. */
  readonly box: readonly number[];
  /** Declarations of the element itself, and of the content before and after it; "" for none. */
  readonly declarations: readonly string[];
}

/**
 * Makes up for sheets that can't be read: where the replica's computed style is not the customer's, an important
 * rule for that element says what differs.
 */
export class ComputedPatch {
  readonly #window: FrameWindow;
  readonly sheet: CSSStyleSheet;
  readonly #probe: CSSStyleDeclaration;
  readonly #looks = new Map<Element, Looks>();
  /** Declarations given so far, by element and pseudo-element. */
  readonly #given = new Map<Element, string[]>();
  readonly #fresh = new Set<Element>();

  constructor(window: FrameWindow) {
    this.#window = window;
    this.sheet = new window.CSSStyleSheet();
    const scratch = new window.CSSStyleSheet();
    scratch.insertRule("a{}");
    this.#probe = (scratch.cssRules[0] as CSSStyleRule).style;
  }

  get pending(): boolean {
    return this.#fresh.size > 0;
  }

  tell(el: Element, looks: Looks): void {
    this.#looks.set(el, looks);
    this.#given.delete(el);
    el.removeAttribute(MARK);
    this.#fresh.add(el);
  }

  /** The page's readable sheets have changed: what was made up for may be theirs. */
  again(): void {
    for (const el of this.#given.keys()) el.removeAttribute(MARK);
    this.#given.clear();
    this.sheet.replaceSync("");
    for (const el of this.#looks.keys()) this.#fresh.add(el);
  }

  /** Compares and writes the rules anew; reads layout. */
  settle(): void {
    for (const el of this.#looks.keys()) if (!el.isConnected) this.#forget(el);
    for (let pass = 0; pass < PASSES; pass++) {
      // The second pass is the first that looks at places.
      let changed = pass === 0;
      for (const el of pass === 0 ? this.#fresh : this.#looks.keys()) {
        if (this.#compare(el, pass > 0)) changed = true;
      }
      if (!changed) break;
      this.#write();
    }
    this.#fresh.clear();
  }

  #forget(el: Element): void {
    this.#looks.delete(el);
    this.#given.delete(el);
    this.#fresh.delete(el);
  }

  /** Size and place are set by hand only for what is not in its place when all else is equal. */
  #compare(el: Element, withPlaces: boolean): boolean {
    const looks = this.#looks.get(el);
    if (!looks) return false;
    const places = withPlaces && !this.#isInPlace(el, looks.box);
    let changed = false;
    PSEUDOS.forEach((pseudo, i) => {
      const more = this.#difference(el, pseudo, looks.declarations[i] ?? "", places || pseudo !== null);
      if (more === "") return;
      const given = this.#given.get(el) ?? ["", "", ""];
      given[i] += more;
      this.#given.set(el, given);
      changed = true;
    });
    return changed;
  }

  #isInPlace(el: Element, box: readonly number[]): boolean {
    const { left, top, width, height } = el.getBoundingClientRect();
    const here = [left + this.#window.scrollX, top + this.#window.scrollY, width, height];
    return here.every((side, i) => Math.abs(side - (box[i] ?? 0)) < BOX_TOLERANCE);
  }

  #difference(el: Element, pseudo: string | null, looks: string, places: boolean): string {
    if (looks === "") return "";
    this.#probe.cssText = looks;
    const own = this.#window.getComputedStyle(el, pseudo);
    if (pseudo && own.content !== this.#probe.content) return important(looks);
    if (this.#probe.display === "none") return own.display === "none" ? "" : "display:none!important;";
    let css = "";
    for (const name of COMPUTED_PROPERTIES) {
      if (!places && GEOMETRY.test(name)) continue;
      const wanted = this.#probe.getPropertyValue(name);
      if (wanted !== "" && wanted !== own.getPropertyValue(name)) css += `${name}:${wanted}!important;`;
    }
    return css;
  }

  #write(): void {
    const marks = new Map<string, number>();
    let css = "";
    for (const [el, given] of this.#given) {
      const key = given.join("}");
      let mark = marks.get(key);
      if (mark === undefined) {
        mark = marks.size + 1;
        marks.set(key, mark);
        given.forEach((declarations, i) => {
          if (declarations) css += `[${MARK}="${mark}"]${PSEUDOS[i] ?? ""}{${declarations}}`;
        });
      }
      el.setAttribute(MARK, String(mark));
    }
    this.sheet.replaceSync(css);
  }
}

function important(declarations: string): string {
  return declarations.replace(/;|$/g, "!important;").replace(/^!important;$/, "");
}
