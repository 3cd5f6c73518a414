import { firstBox, layoutBox, type TextExtent } from "../../codec/measures.ts";
import { createTurned } from "../../codec/turned.ts";
import type { Size } from "../own-layout.ts";
import { Corrections, type Matter } from "./corrections.ts";
import {
  barsRule,
  edges,
  hairRule,
  inlineRule,
  isBroken,
  LINE_RANGE,
  linesRule,
  looksRule,
  lowerCell,
  NARROW_PX,
  outside,
  placeRule,
  type SkippableSize,
  skippableRule,
  styleOf,
} from "./rules.ts";
import { type Boxes, TextFit } from "./text-fit.ts";

/** A side that is off by less is as the customer's, in CSS px: engines round differently. */
const TOLERANCE_PX = 0.1;
/** Line height where the engine chooses it, about, as a share of the font's size. */
const NORMAL_LINE = 1.2;
const NO_BARS = [0, 0] as const;
/** Rounds of measuring and correcting: a corrected box moves those around it and in it. */
const ROUNDS = 6;

/** Elements that are compared, the first that are told of: a comparison reads the layout of each several times. */
const ELEMENTS_MAX = 5_000;

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
  readonly #skippable = new Map<Element, SkippableSize>();
  readonly #known = new Set<Element>();
  readonly #corrections: Corrections;
  readonly #texts: TextFit;
  #turned = createTurned({ styleOf, outside });
  readonly #viewport: () => Size;

  /** @param viewport the customer's, as the frame has it */
  constructor(outrank: (css: string) => void, viewport: () => Size) {
    this.#viewport = viewport;
    this.#corrections = new Corrections(outrank);
    this.#texts = new TextFit(this.#corrections);
  }

  /** Whether there is room for what is told of an element. */
  takes(el: Element): boolean {
    if (this.#known.size < ELEMENTS_MAX) this.#known.add(el);
    return this.#known.has(el);
  }

  /** Border box of an element that is laid out as a block or as a whole, in px. */
  size(el: Element, size: Size): void {
    this.#inline.delete(el);
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

  /** Distance from the corner that places are told from, in px. */
  place(el: Element, place: readonly [number, number]): void {
    this.#places.set(el, place);
  }

  /** Height of an element within a line, in px: it is no block, or none any more. */
  inline(el: Element, height: number): void {
    this.#sizes.delete(el);
    this.#inline.set(el, height);
  }

  /** Border box of an element that is laid out only where it is seen, in px. */
  skippable(el: Element, size: SkippableSize): void {
    this.#skippable.set(el, size);
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
    this.#turned = createTurned({ styleOf, outside });
    const corrections = this.#corrections;
    let moved = corrections.write();
    for (const [el, size] of this.#skippable)
      this.#correct(el, "skipped", skippableRule(el, size, this.#viewport()));
    for (const [el, values] of this.#looks) this.#correct(el, "looks", looksRule(el, values));
    for (const el of this.#sizes.keys())
      this.#correct(el, "bars", barsRule(el, this.#bars.get(el) ?? NO_BARS));
    moved = corrections.write() || moved;
    moved = this.#texts.fitWidths(this) || moved;
    moved = this.#texts.fitBreaks(this) || moved;
    this.#fitLines();
    moved = corrections.write() || moved;
    moved = this.#fitAllBoxes() || moved;
    moved = this.#texts.fitBreaks(this) || moved;
    moved = this.#texts.fitWidths(this) || moved;
    if (moved) this.#fitPlaces();
  }

  reset(): void {
    this.#known.clear();
    for (const map of this.#maps()) map.clear();
    this.#corrections.reset();
    this.#texts.reset();
  }

  #maps(): readonly Map<Element, unknown>[] {
    return [this.#sizes, this.#looks, this.#bars, this.#places, this.#inline, this.#skippable];
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
      if (Math.abs(this.#laidOut(el).height - told.height) < TOLERANCE_PX) continue;
      this.#correct(el, "lines", linesRule(el, told.height));
    }
  }

  /** Boxes have moved what lies on their lines: its places are found anew. */
  #fitPlaces(): void {
    this.#corrections.drop("place", "inline");
    this.#corrections.write();
    for (const [el, height] of this.#inline) this.#correct(el, "inline", inlineRule(el, height));
    if (this.#corrections.write()) {
      this.#texts.fitBreaks(this);
      this.#texts.fitWidths(this);
      this.#fitAllBoxes();
    }
    for (const [el, place] of this.#places) this.#correct(el, "place", placeRule(el, place));
    this.#corrections.write();
  }

  /** Whether what an element holds is on one line for the customer: by its height, or by those of what lies on it. */
  isLine(el: Element): boolean {
    return this.#isOneLine(el) || this.#isRow(el);
  }

  /** Whether a transform turns or scales an element, or what is around it. */
  isTurned(el: Element): boolean {
    return this.#turned(el);
  }

  #isOneLine(el: Element): boolean {
    const told = this.#sizes.get(el);
    const own = styleOf(el);
    if (!told || !own) return false;
    const line = Number.parseFloat(own.lineHeight) || NORMAL_LINE * Number.parseFloat(own.fontSize);
    return told.height - edges(own) < 2 * line - TOLERANCE_PX;
  }

  /** Whether all elements in one lie beside each other for the customer, each with a single line. */
  #isRow(el: Element): boolean {
    let [top, bottom] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (const child of el.children) {
      const y = this.#places.get(child)?.[1];
      const height = this.#sizes.get(child)?.height;
      if (y === undefined || height === undefined || !this.#isOneLine(child)) return false;
      [top, bottom] = [Math.max(top, y), Math.min(bottom, y + height)];
    }
    return top < bottom && bottom !== Number.POSITIVE_INFINITY;
  }

  /** Parents of inline elements that lie on another line than for the customer: above 0 further down. */
  strayed(): ReadonlyMap<Element, number> {
    const found = new Map<Element, number>();
    for (const [el, [, y]] of this.#places) {
      const own = styleOf(el);
      const outer = el.parentElement;
      const first = firstBox(el);
      if (!outer || !first || !own?.display.startsWith("inline") || isBroken(el, own)) continue;
      const lower = first.top - outer.getBoundingClientRect().top - y;
      if (Math.abs(lower) > LINE_RANGE[0] * Number.parseFloat(own.fontSize)) found.set(outer, lower);
    }
    return found;
  }

  /** Corrects boxes until none differs; answers whether any did. */
  #fitAllBoxes(): boolean {
    let moved = false;
    for (let round = 0; round < ROUNDS && this.#fitBoxes(); round++)
      moved = this.#corrections.write() || moved;
    return moved;
  }

  /** Corrects the boxes that differ on their own; answers whether there were any. */
  #fitBoxes(): boolean {
    const off: Record<Side, Set<Element>> = { width: new Set(), height: new Set() };
    for (const [el, told] of this.#sizes) {
      const box = this.#laidOut(el);
      for (const side of SIDES)
        if (isOff(side, box[side] - told[side]) && this.#canFit(el, side)) off[side].add(el);
    }
    const around = new Set<Element>();
    for (const el of off.height) {
      for (let outer = outside(el); outer && !around.has(outer); outer = outside(outer)) around.add(outer);
    }
    for (const el of off.height) if (!around.has(el) && !this.#fitRow(el)) this.#fit(el, "height");
    for (const el of off.width) if (!isInside(el, off.width)) this.#fit(el, "width");
    return off.height.size + off.width.size > 0;
  }

  #laidOut(el: Element): Size {
    const style = styleOf(el);
    const rect = el.getBoundingClientRect();
    return style ? layoutBox(el, rect, style, this.isTurned(el)) : rect;
  }

  /** Whether there is a correction left for a side: what has none must not keep those around it from theirs. */
  #canFit(el: Element, side: Side): boolean {
    if (this.#corrections.has(el, side)) return false;
    // A table's height is that of its grid, its box has the caption too.
    if (side === "height" && (el as HTMLTableElement).caption) return false;
    // Groups of rows follow from their rows; some engines count the space around those in.
    return !/-group$/.test(styleOf(el)?.display ?? "");
  }

  /** Takes from the parts of a row what they are wider by than told, where that makes it break; answers whether it did. */
  #fitRow(el: Element): boolean {
    if (styleOf(el)?.flexWrap === "nowrap") return false;
    let any = false;
    for (const child of el.children) {
      const told = this.#sizes.get(child);
      if (!told || this.#corrections.has(child, "hair")) continue;
      const rule = hairRule(child, this.#laidOut(child).width - told.width);
      this.#corrections.set(child, "hair", rule);
      any ||= rule !== "";
    }
    return any;
  }

  #fit(el: Element, side: Side): void {
    const told = this.#sizes.get(el)?.[side] ?? 0;
    const style = styleOf(el);
    const names = /^table-/.test(style?.display ?? "") ? [side] : [`min-${side}`, `max-${side}`];
    const isCell = style?.display === "table-cell" && side === "height";
    const less = isCell ? lowerCell(style, this.#laidOut(el).height - told) : "";
    // A picture that has not come is a text in some engines.
    const whole = style?.display === "inline" ? "display:inline-block!important;" : "";
    this.#correct(
      el,
      side,
      `${whole}box-sizing:border-box!important;${names.map((name) => `${name}:${told}px!important;`).join("")}${less}`,
    );
  }
}

/** Whether a side is to be corrected, by how much more it is than told. */
function isOff(side: Side, more: number): boolean {
  return more > (side === "width" ? NARROW_PX : TOLERANCE_PX) || more < -TOLERANCE_PX;
}

function isInside(el: Element, others: ReadonlySet<Element>): boolean {
  for (let outer = outside(el); outer; outer = outside(outer)) if (others.has(outer)) return true;
  return false;
}
