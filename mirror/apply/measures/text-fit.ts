import { type TextExtent, textExtent } from "../../codec/measures.ts";
import type { Corrections } from "./corrections.ts";

/** Texts that are wider or narrower by less stay, in CSS px. */
const WIDTH_PX = 0.25;
/** Beyond this share of its width a text is another one, or in a font that has not come. */
const WIDTH_SHARE = 0.25;
/** Rounds: a correction is handed on to what is inside, and fonts that join letters come apart. */
const ROUNDS = 3;
/** Most that a space is made wider or narrower, in em; beyond it each letter takes its part. */
const SPACE_EM = 0.12;
/** How much narrower or wider than the customer's a text is made, step by step, until it has as many lines. */
const STEPS = [0.004, 0.01, 0.02] as const;
/** Spacing is written with so many decimals. */
const DECIMALS = 3;

/** What is known of the boxes around texts. */
export interface Boxes {
  /** Elements in whose text something lies on another line than for the customer: above 0 further down. */
  strayed(): ReadonlyMap<Element, number>;
  /** Whether all that is in an element is on one line for the customer. */
  isLine(el: Element): boolean;
  /** Whether an element is turned or scaled: how wide its text is on the screen follows from other things too. */
  isTurned(el: Element): boolean;
}

/**
 * Gives texts the width and the line breaks that they have in the customer's browser: engines round the advance of each
 * letter in their own ways, and a line that just fits for the one breaks for the other.
 */
export class TextFit {
  readonly #told = new Map<Element, TextExtent>();
  readonly #corrections: Corrections;

  constructor(corrections: Corrections) {
    this.#corrections = corrections;
  }

  tell(el: Element, extent: TextExtent): void {
    this.#told.set(el, extent);
  }

  /** Lines that an element's own text has for the customer, 0 where that was not told. */
  linesOf(el: Element): number {
    return this.#told.get(el)?.lines ?? 0;
  }

  /** Makes texts as wide as they are for the customer; answers whether any was another. */
  fitWidths(boxes: Boxes): boolean {
    let moved = false;
    for (let round = 0; round < ROUNDS; round++) {
      for (const [el, told] of this.#told) {
        // What is as wide as it breaks right stays so.
        const stays = this.#corrections.has(el, "break") || boxes.isTurned(el);
        const own = stays ? undefined : ownText(el);
        if (own) this.#corrections.set(el, "text", widthRule(own, told));
      }
      if (!this.#corrections.write()) break;
      moved = true;
    }
    return moved;
  }

  /** Makes texts break as often as they do for the customer; answers whether any did not. */
  fitBreaks(boxes: Boxes): boolean {
    let moved = false;
    for (const share of STEPS) {
      const strayed = boxes.strayed();
      for (const [el, told] of this.#told) {
        const own = ownText(el);
        const more = own ? own.extent.lines - told.lines || (strayed.get(el) ?? 0) : 0;
        if (!own || more === 0) continue;
        const isLine = told.lines === 1 && (!el.firstElementChild || boxes.isLine(el));
        if (isLine) this.#corrections.set(el, "line", "text-wrap:nowrap!important;");
        else this.#corrections.set(el, "break", breakRule(own, told, more > 0 ? -share : share));
      }
      if (!this.#corrections.write()) break;
      moved = true;
    }
    return moved;
  }

  prune(): void {
    for (const el of this.#told.keys()) if (!el.isConnected) this.#told.delete(el);
  }

  reset(): void {
    this.#told.clear();
  }
}

interface OwnText {
  readonly extent: TextExtent;
  /** As it is shown: white space collapsed. */
  readonly shown: string;
  readonly style: CSSStyleDeclaration;
}

function ownText(el: Element): OwnText | undefined {
  const texts = [...el.childNodes].filter((node): node is Text => node.nodeType === 3);
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  const extent = textExtent(el.ownerDocument.createRange(), texts);
  if (!style || extent.lines === 0) return undefined;
  return { extent, style, shown: texts.map((text) => text.data.replace(/\s+/g, " ")).join("") };
}

/** The spacing that makes up for a difference of the width; "" where there is none, or another reason for it. */
function widthRule(own: OwnText, told: TextExtent): string {
  const more = told.width - own.extent.width;
  if (Math.abs(more) < WIDTH_PX || Math.abs(more) > WIDTH_SHARE * told.width) return "";
  // The spaces of a justified line give way already.
  if (own.style.textAlign === "justify" && told.lines > 1) return "";
  return spacingRule(own, more, told.lines);
}

/**
 * Makes a text wider or narrower than the customer's by a share. Engines do not agree either where a word may break, such
 * as after a slash: one that is to break may do so anywhere.
 */
function breakRule(own: OwnText, told: TextExtent, share: number): string {
  const isTorn = told.lines > own.extent.lines && !own.shown.trim().includes(" ");
  const spacing = spacingRule(own, told.width * (1 + share) - own.extent.width, told.lines);
  return isTorn ? `word-break:break-all!important;${spacing}` : spacing;
}

function spacingRule({ shown, style }: OwnText, more: number, lines: number): string {
  const spaces = shown.trim().split(" ").length - lines;
  const isForSpaces = spaces > 0 && Math.abs(more / spaces) < SPACE_EM * Number.parseFloat(style.fontSize);
  const [name, count] = isForSpaces ? ["word-spacing", spaces] : ["letter-spacing", shown.length];
  const before = Number.parseFloat(style.getPropertyValue(name)) || 0;
  return `${name}:${(before + more / count).toFixed(DECIMALS)}px!important;`;
}
