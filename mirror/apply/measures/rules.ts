// What each correction is: from what the customer's browser has, and how an element is laid out here, declarations that
// bring the two together; "" where there is nothing to correct.
import { firstBox, LOOKS } from "../../codec/measures.ts";
import type { Size } from "../own-layout.ts";
import { isViewport } from "./viewport.ts";

/** Fields are moved when they are off by more, */
const PLACE_PX = 0.3;
/** and by less: all else has another reason. */
const PLACE_MAX_PX = 100;
/** Boxes of words that are higher or lower by less stay. */
const INLINE_PX = 0.5;
/** A box that is wider by less keeps its width: its text might need that much. */
export const NARROW_PX = 0.5;
/** Cells that are higher by more have another reason for it than rounding. */
const CELL_PX = 4;
/** Line heights outside of this range, as a share of the font's size, are no line heights. */
export const LINE_RANGE = [0.7, 3] as const;

/** Makes a block of a word that has what inline boxes have only: the page may name more, which counted for nothing. */
const AS_INLINE =
  "display:inline-block!important;text-indent:0!important;overflow:visible!important;" +
  "width:auto!important;min-width:0!important;max-width:none!important;" +
  "height:auto!important;min-height:0!important;max-height:none!important;" +
  "margin-top:0!important;margin-bottom:0!important;";

export function styleOf(el: Element): CSSStyleDeclaration | undefined {
  return el.ownerDocument.defaultView?.getComputedStyle(el);
}

/** The element around, for the root of a shadow tree its host. */
export function outside(el: Element): Element | null {
  return el.parentElement ?? (el.getRootNode() as ShadowRoot).host ?? null;
}

/**
 * A cell is never lower than what is in it, unless its padding gives way: engines round the heights of rows.
 * @param more how much higher than told it is, in px
 */
export function lowerCell(style: CSSStyleDeclaration, more: number): string {
  if (more <= 0 || more > CELL_PX) return "";
  const rule = (side: string): string => {
    const padding = Number.parseFloat(style.getPropertyValue(`padding-${side}`)) || 0;
    return `padding-${side}:${Math.max(0, padding - more / 2)}px!important;`;
  };
  return rule("top") + rule("bottom");
}

/** Lets a part of a row take up as little as for the customer, where it is wider by a hair. */
export function hairRule(el: Element, more: number): string {
  const own = styleOf(el);
  if (!own || more <= 0 || more > NARROW_PX) return "";
  const margin = Number.parseFloat(own.getPropertyValue("margin-inline-end")) || 0;
  return `margin-inline-end:${margin - more}px!important;`;
}

/** Padding and border above and below what is in an element, in CSS px. */
export function edges(style: CSSStyleDeclaration): number {
  return ["padding-top", "padding-bottom", "border-top-width", "border-bottom-width"].reduce(
    (sum, name) => sum + (Number.parseFloat(style.getPropertyValue(name)) || 0),
    0,
  );
}

/** What engines give fields and buttons by themselves. */
export function looksRule(el: Element, values: readonly string[]): string {
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
export function barsRule(el: Element, [vertical, horizontal]: readonly [number, number]): string {
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
export function linesRule(el: Element, height: number): string {
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

/** What an element's place is told from: its parent, or the block around where it breaks the line of an inline element. */
function placedIn(el: Element, own: CSSStyleDeclaration): Element | null {
  let outer = el.parentElement;
  if (own.display.startsWith("inline")) return outer;
  while (outer && styleOf(outer)?.display === "inline") outer = outer.parentElement;
  return outer;
}

/** How far right and down of its place here an element is to be, in px. */
function wayTo(el: Element, own: CSSStyleDeclaration, [x, y]: readonly [number, number]): [number, number] {
  const outer = placedIn(el, own)?.getBoundingClientRect();
  const first = firstBox(el);
  return outer && first ? [x - (first.left - outer.left), y - (first.top - outer.top)] : [0, 0];
}

/**
 * Moves what lies on a line to where it lies for the customer: engines put fields and fonts on the line in ways of
 * their own. Along the line only what is not broken.
 */
export function placeRule(el: Element, place: readonly [number, number]): string {
  const own = styleOf(el);
  const isMoved = own?.position === "relative";
  if (!own || (!isMoved && own.position !== "static")) return "";
  const [dx, dy] = wayTo(el, own, place);
  const along = own.display === "inline" && el.getClientRects().length > 1 ? 0 : dx;
  const farthest = Math.max(Math.abs(along), Math.abs(dy));
  if (farthest < PLACE_PX || farthest > PLACE_MAX_PX) return "";
  // What is broken has no corner of its own.
  if (isBroken(el, own) || (!isMoved && isFrameOfOthers(el))) return "";
  const from = (side: string): number => (isMoved && Number.parseFloat(own.getPropertyValue(side))) || 0;
  return `position:relative!important;left:${from("left") + along}px!important;top:${from("top") + dy}px!important;`;
}

/** Whether an inline element holds blocks that break its line. */
export function isBroken(el: Element, own: CSSStyleDeclaration): boolean {
  if (own.display !== "inline") return false;
  return [...el.children].some((child) => {
    const style = styleOf(child);
    return style !== undefined && isOutOfLine(style);
  });
}

function isOutOfLine({ display }: CSSStyleDeclaration): boolean {
  return !/^(inline|contents|none)/.test(display);
}

/** Whether something inside would find its place by this element, if it were no static one any more. */
function isFrameOfOthers(el: Element): boolean {
  return [...el.querySelectorAll("*")].some((inner) => styleOf(inner)?.position === "absolute");
}

/**
 * Some engines make the boxes of words higher than others. Padding there moves no line; where they are to be lower, the
 * words become a block that is as high as for the customer.
 */
export function inlineRule(el: Element, height: number): string {
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
  return `${AS_INLINE}line-height:${height - around}px!important;`;
}

/** Whether an element within a line looks the same as a block of its own: one text, under no line of its parent's. */
function isWord(el: Element): boolean {
  const text = el.textContent ?? "";
  const parent = el.parentElement && styleOf(el.parentElement);
  if (el.firstElementChild || parent?.textDecorationLine !== "none") return false;
  return text === text.trim() || (parent.whiteSpaceCollapse !== "preserve" && isAlone(el));
}

/** Whether there is nothing but space beside an element in its block: its own at the ends counts for nothing there. */
function isAlone(el: Element): boolean {
  const parent = el.parentElement;
  if (!parent || styleOf(parent)?.display.startsWith("inline")) return false;
  return [...parent.childNodes].every(
    (node) => node === el || (node.nodeType === 3 && !(node as Text).data.trim()),
  );
}

/** Border box of an element that is laid out only where it is seen, in px. */
export interface SkippableSize extends Size {
  readonly isSkipped: boolean;
}

/**
 * Out of the customer's sight an element is as large as for them, whatever this layout has seen of it. What they see is
 * as large before this layout sees it. In a layout of the agent's own it has the size of what is in it.
 * @param viewport the customer's
 */
export function skippableRule(
  el: Element,
  { width, height, isSkipped }: SkippableSize,
  viewport: Size,
): string {
  const style = styleOf(el);
  if (!isSkipped) return style ? `contain-intrinsic-height:auto ${height - edges(style)}px!important;` : "";
  const sides = Object.entries({ width, height }).map(
    ([side, px]) => `min-${side}:${px}px!important;max-${side}:${px}px!important;`,
  );
  return `@media ${isViewport(viewport)}{box-sizing:border-box!important;${sides.join("")}}`;
}
