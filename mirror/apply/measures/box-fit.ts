import { firstBox, LOOKS, layoutBox, type TextExtent } from "../../codec/measures.ts";
import { Corrections, type Matter } from "./corrections.ts";
import { type Boxes, TextFit } from "./text-fit.ts";

/** A side that is off by less is as the customer's, in CSS px: engines round differently. */
const TOLERANCE_PX = 0.1;
/** A box that is wider by less is left: its text might need that much. */
const NARROW_PX = 0.5;
/** Fields are moved when they are off by more, */
const PLACE_PX = 0.3;
/** and by less: all else has another reason. */
const PLACE_MAX_PX = 100;
const NO_BARS = [0, 0] as const;
/** Boxes of words that are higher or lower by less stay. */
const INLINE_PX = 0.5;
/** Cells that are higher by more have another reason for it than rounding. */
const CELL_PX = 4;
/** Rounds of measuring and correcting: a corrected box moves those around it and in it. */
const ROUNDS = 6;
/** Line heights outside of this range, as a share of the font's size, are no line heights. */
const LINE_RANGE = [0.7, 3] as const;

/** Elements that are compared, the first that are told of: a comparison reads the layout of each several times. */
const ELEMENTS_MAX = 5_000;
/** Line height where the engine chooses it, about, as a share of the font's size. */
const NORMAL_LINE = 1.2;

interface Size {
  readonly width: number;
  readonly height: number;
}

type Side = keyof Size;
const SIDES: readonly Side[] = ["width", "height"];

/**
 * Gives elements the boxes they have in the customer's browser, where engines and systems would disagree. As little as
 * possible is corrected: heights from the inside out, widths from the outside in, each as far as it still differs.
 */
export class BoxFit implements Boxes {
  readonly #sizes = new Map<Element, Size>();
  readonly #looks = new Map<Element, readonly string[]>();
  readonly #bars = new Map<Element, readonly [number, number]>();
  readonly #places = new Map<Element, readonly [number, number]>();
  readonly #inline = new Map<Element, number>();
  readonly #known = new Set<Element>();
  readonly #corrections: Corrections;
  readonly #texts: TextFit;

  constructor(outrank: (css: string) => void) {
    this.#corrections = new Corrections(outrank);
    this.#texts = new TextFit(this.#corrections);
  }

  /** Whether there is room for what is told of an element. */
  takes(el: Element): boolean {
    if (this.#known.size < ELEMENTS_MAX) this.#known.add(el);
    return this.#known.has(el);
  }

  size(el: Element, size: Size): void {
    this.#sizes.set(el, size);
  }

  /** Values of LOOKS; empty ones are not told. */
  looks(el: Element, values: readonly string[]): void {
    this.#looks.set(el, values);
  }

  /** Thickness of the vertical and the horizontal scroll bar, in px. */
  bars(el: Element, bars: readonly [number, number]): void {
    this.#bars.set(el, bars);
  }

  /** Distance from the corner of the parent, in px. */
  place(el: Element, place: readonly [number, number]): void {
    this.#places.set(el, place);
  }

  /** Height of an element within a line, in px. */
  inline(el: Element, height: number): void {
    this.#inline.set(el, height);
  }

  /** Lines and width of an element's own text. */
  text(el: Element, extent: TextExtent): void {
    this.#texts.tell(el, extent);
  }

  /** The next comparison begins anew: sizes were told, or a font is another. */
  startOver(): void {
    this.#corrections.drop();
  }

  /** Compares and corrects; reads layout. */
  settle(): void {
    this.#prune();
    const corrections = this.#corrections;
    let moved = corrections.write();
    for (const [el, values] of this.#looks) this.#correct(el, "looks", looksRule(el, values));
    for (const el of this.#sizes.keys())
      this.#correct(el, "bars", barsRule(el, this.#bars.get(el) ?? NO_BARS));
    moved = corrections.write() || moved;
    moved = this.#texts.fitWidths() || moved;
    moved = this.#texts.fitBreaks(this) || moved;
    this.#fitLines();
    moved = corrections.write() || moved;
    for (let round = 0; round < ROUNDS && this.#fitBoxes(); round++) moved = corrections.write() || moved;
    moved = this.#texts.fitBreaks(this) || moved;
    moved = this.#texts.fitWidths() || moved;
    if (moved) this.#fitPlaces();
  }

  reset(): void {
    this.#known.clear();
    for (const map of this.#maps()) map.clear();
    this.#corrections.reset();
    this.#texts.reset();
  }

  #maps(): readonly Map<Element, unknown>[] {
    return [this.#sizes, this.#looks, this.#bars, this.#places, this.#inline];
  }

  #prune(): void {
    for (const map of this.#maps()) {
      for (const el of map.keys()) if (!el.isConnected) map.delete(el);
    }
    for (const el of this.#known) if (!el.isConnected) this.#known.delete(el);
    this.#corrections.prune();
    this.#texts.prune();
  }

  /** A rule once given stays until the customer's browser says otherwise. */
  #correct(el: Element, what: Matter, css: string): void {
    if (!this.#corrections.has(el, what)) this.#corrections.set(el, what, css);
  }

  /** Where the engine chooses the distance of lines, it is the customer's. */
  #fitLines(): void {
    for (const [el, told] of this.#sizes) {
      if (this.#corrections.has(el, "lines")) continue;
      if (Math.abs(boxOf(el).height - told.height) < TOLERANCE_PX) continue;
      this.#correct(el, "lines", linesRule(el, told.height));
    }
  }

  /** Boxes have moved what lies on their lines: its places are found anew. */
  #fitPlaces(): void {
    this.#corrections.drop("place", "inline");
    this.#corrections.write();
    for (const [el, height] of this.#inline) this.#correct(el, "inline", inlineRule(el, height));
    if (this.#corrections.write()) this.#texts.fitBreaks(this);
    for (const [el, place] of this.#places) this.#correct(el, "place", placeRule(el, place));
    this.#corrections.write();
  }

  /** Whether what an element holds is on one line for the customer, by its height. */
  isLine(el: Element): boolean {
    const told = this.#sizes.get(el);
    const own = styleOf(el);
    if (!told || !own) return false;
    const line = Number.parseFloat(own.lineHeight) || NORMAL_LINE * Number.parseFloat(own.fontSize);
    return told.height - edges(own) < 2 * line - TOLERANCE_PX;
  }

  /** Parents of inline elements that lie on another line than for the customer: above 0 further down. */
  strayed(): ReadonlyMap<Element, number> {
    const found = new Map<Element, number>();
    for (const [el, [, y]] of this.#places) {
      const own = styleOf(el);
      const outer = el.parentElement;
      const first = firstBox(el);
      if (!outer || !first || !own?.display.startsWith("inline")) continue;
      const lower = first.top - outer.getBoundingClientRect().top - y;
      if (Math.abs(lower) > LINE_RANGE[0] * Number.parseFloat(own.fontSize)) found.set(outer, lower);
    }
    return found;
  }

  /** Corrects the boxes that differ on their own; answers whether there were any. */
  #fitBoxes(): boolean {
    const off: Record<Side, Set<Element>> = { width: new Set(), height: new Set() };
    for (const [el, told] of this.#sizes) {
      const box = boxOf(el);
      for (const side of SIDES) if (isOff(side, box[side] - told[side])) off[side].add(el);
    }
    const around = new Set<Element>();
    for (const el of off.height) {
      for (let outer = outside(el); outer && !around.has(outer); outer = outside(outer)) around.add(outer);
    }
    let any = false;
    for (const el of off.height) if (!around.has(el)) any = this.#fit(el, "height") || any;
    for (const el of off.width) if (!isInside(el, off.width)) any = this.#fit(el, "width") || any;
    return any;
  }

  #fit(el: Element, side: Side): boolean {
    const told = this.#sizes.get(el)?.[side] ?? 0;
    if (this.#corrections.has(el, side)) return false;
    // A table's height is that of its grid, its box has the caption too.
    if (side === "height" && (el as HTMLTableElement).caption) return false;
    const style = styleOf(el);
    const names = /^table-/.test(style?.display ?? "") ? [side] : [`min-${side}`, `max-${side}`];
    const less = style?.display === "table-cell" && side === "height" ? lowerCell(el, style, told) : "";
    // A picture that has not come is a text in some engines.
    const whole = style?.display === "inline" ? "display:inline-block!important;" : "";
    this.#correct(
      el,
      side,
      `${whole}box-sizing:border-box!important;${names.map((name) => `${name}:${told}px!important;`).join("")}${less}`,
    );
    return true;
  }
}

/** Whether a side is to be corrected, by how much more it is than told. */
function isOff(side: Side, more: number): boolean {
  return more > (side === "width" ? NARROW_PX : TOLERANCE_PX) || more < -TOLERANCE_PX;
}

function outside(el: Element): Element | null {
  return el.parentElement ?? (el.getRootNode() as ShadowRoot).host ?? null;
}

function isInside(el: Element, others: ReadonlySet<Element>): boolean {
  for (let outer = outside(el); outer; outer = outside(outer)) if (others.has(outer)) return true;
  return false;
}

function styleOf(el: Element): CSSStyleDeclaration | undefined {
  return el.ownerDocument.defaultView?.getComputedStyle(el);
}

function boxOf(el: Element): Size {
  const style = styleOf(el);
  const rect = el.getBoundingClientRect();
  return style ? layoutBox(el, rect, style) : rect;
}

/** A cell is never lower than what is in it, unless its padding gives way: engines round the heights of rows. */
function lowerCell(el: Element, style: CSSStyleDeclaration, told: number): string {
  const more = boxOf(el).height - told;
  if (more <= 0 || more > CELL_PX) return "";
  const rule = (side: string): string => {
    const padding = Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
    return `padding-${side}:${Math.max(0, padding - more / 2)}px!important;`;
  };
  return rule("top") + rule("bottom");
}

/** Padding and border above and below what is in an element, in CSS px. */
function edges(style: CSSStyleDeclaration): number {
  return ["padding-top", "padding-bottom", "border-top-width", "border-bottom-width"].reduce(
    (sum, name) => sum + (Number.parseFloat(style.getPropertyValue(name)) || 0),
    0,
  );
}

function looksRule(el: Element, values: readonly string[]): string {
  const own = styleOf(el);
  let css = "";
  LOOKS.forEach((name, i) => {
    const told = values[i] ?? "";
    if (told === "" || told === own?.getPropertyValue(name)) return;
    css += `${name}:${told}!important;`;
  });
  return css;
}

/** Scroll bars of another thickness make way for as much padding as the customer's take. */
function barsRule(el: Element, [vertical, horizontal]: readonly [number, number]): string {
  const { offsetWidth, offsetHeight, clientWidth, clientHeight } = el as HTMLElement;
  const own = styleOf(el);
  if (!own || !/auto|scroll/.test(own.overflowX + own.overflowY)) return "";
  const px = (name: string): number => Number.parseFloat(own.getPropertyValue(name)) || 0;
  const off = [
    offsetWidth - clientWidth - px("border-left-width") - px("border-right-width") - vertical,
    offsetHeight - clientHeight - px("border-top-width") - px("border-bottom-width") - horizontal,
  ];
  if (off.every((side) => Math.abs(side) < 1)) return "";
  const end = own.direction === "rtl" ? "left" : "right";
  return (
    "scrollbar-width:none!important;" +
    `padding-${end}:${px(`padding-${end}`) + vertical}px!important;` +
    `padding-bottom:${px("padding-bottom") + horizontal}px!important;`
  );
}

/** The line height that gives a block of text its height; "" where that is the page's to say, or does not explain it. */
function linesRule(el: Element, height: number): string {
  const own = styleOf(el);
  if (own?.lineHeight !== "normal" || !holdsOnlyText(el)) return "";
  const range = el.ownerDocument.createRange();
  range.selectNodeContents(el);
  const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom))).size;
  if (lines === 0) return "";
  const line = (height - edges(own)) / lines;
  const share = line / Number.parseFloat(own.fontSize);
  return share > LINE_RANGE[0] && share < LINE_RANGE[1] ? `line-height:${line}px!important;` : "";
}

function holdsOnlyText(el: Element): boolean {
  let hasText = false;
  for (let child = el.firstChild; child; child = child.nextSibling) {
    if (child.nodeType === 3) hasText ||= (child as Text).data.trim() !== "";
    else if (child.nodeType === 1 && styleOf(child as Element)?.display !== "inline") return false;
  }
  return hasText || el.firstElementChild !== null;
}

/**
 * Moves what lies on a line to where it lies for the customer: engines put fields and fonts on the line in ways of
 * their own. Along the line only what is no text itself.
 */
function placeRule(el: Element, [x, y]: readonly [number, number]): string {
  const outer = el.parentElement?.getBoundingClientRect();
  const own = styleOf(el);
  const first = firstBox(el);
  if (!outer || !first || own?.position !== "static" || isFrameOfOthers(el)) return "";
  // What breaks a line in two has no corner of that line.
  if (!own.display.startsWith("inline") && styleOf(el.parentElement as Element)?.display === "inline")
    return "";
  const dx = own.display === "inline" ? 0 : x - (first.left - outer.left);
  const dy = y - (first.top - outer.top);
  const farthest = Math.max(Math.abs(dx), Math.abs(dy));
  if (farthest < PLACE_PX || farthest > PLACE_MAX_PX) return "";
  return `position:relative!important;left:${dx}px!important;top:${dy}px!important;`;
}

/** Whether something inside would find its place by this element, if it were no static one any more. */
function isFrameOfOthers(el: Element): boolean {
  return [...el.querySelectorAll("*")].some((inner) => styleOf(inner)?.position === "absolute");
}

/**
 * Some engines make the boxes of words higher than others. Padding there moves no line; where they are to be lower, the
 * words become a block that is as high as for the customer.
 */
function inlineRule(el: Element, height: number): string {
  const own = styleOf(el);
  const [line, more] = el.getClientRects();
  if (!own || !line || own.display !== "inline") return "";
  const off = height - line.height;
  const px = (name: string): number => Number.parseFloat(own.getPropertyValue(name)) || 0;
  if (Math.abs(off) < INLINE_PX || Math.abs(off) > height / 2) return "";
  if (off > 0) {
    const rule = (side: string): string => `padding-${side}:${px(`padding-${side}`) + off / 2}px!important;`;
    return rule("top") + rule("bottom");
  }
  if (more || !isWord(el)) return "";
  const around =
    px("padding-top") + px("padding-bottom") + px("border-top-width") + px("border-bottom-width");
  return `display:inline-block!important;text-indent:0!important;line-height:${height - around}px!important;`;
}

/** Whether an element within a line looks the same as a block of its own: one text, under no line of its parent's. */
function isWord(el: Element): boolean {
  const text = el.textContent ?? "";
  const parent = el.parentElement && styleOf(el.parentElement);
  return !el.firstElementChild && text === text.trim() && parent?.textDecorationLine === "none";
}
