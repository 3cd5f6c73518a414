import { firstBox, LOOKS, layoutBox, MeasureOp, SIZE_UNIT } from "../../codec/measures.ts";
import { createTurned } from "../../codec/turned.ts";
import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { Sent } from "../tree.ts";
import type { Walker } from "../walk.ts";
import type { FontMeasuring } from "./fonts.ts";
import { createTexts } from "./texts.ts";

const HTML_NS = "http://www.w3.org/1999/xhtml";
/** Elements whose looks are the engine's where the page says nothing. */
const WIDGET = /^(input|button|select|textarea|meter|progress)$/;
/** Of these, those whose box does not follow what is in them. */
const FIXED = /^(input|textarea|meter|progress)$/;
/** Input types whose box follows their label. */
const LABELLED = /^(button|submit|reset)$/i;
/** A font size that engines choose by the family alone. */
const QUIRKY_FAMILY = /^(-moz-fixed|monospace)$/;

const FAMILIES = "font-family:";

/** What else lies on a line as a whole. */
const PICTURE = /^(img|svg|canvas|video|iframe)$/;

interface Measure {
  readonly sent: Sent;
  readonly op: number;
  readonly value: readonly [number, number] | string;
}

interface Lain {
  readonly sent: Sent;
  /** Lies on no line, but may break one. */
  readonly isBlock: boolean;
}

/** Boxes of elements, and the looks of fields, as the customer's browser laid them out. */
export type Sizes = ReturnType<typeof createSizes>;

export function createSizes(host: CaptureHost, usesFonts: FontMeasuring["uses"]) {
  const { natives, mask } = host;
  let told = new WeakMap<Sent, Map<number, string>>();
  let found: Measure[] = [];
  /** What lies on the lines of an element, until that one is looked at. */
  let lying = new WeakMap<Sent, Lain[]>();
  const texts = createTexts(host, note);
  const outline = { styleOf: (el: Element) => host.window.getComputedStyle(el), outside };
  let isTurned = createTurned(outline);

  return {
    get any(): boolean {
      return found.length > 0;
    },
    begin,
    look,
    write,
    reset,
  };

  /** A round through the page begins: what was seen in the last one may have changed. */
  function begin(): void {
    isTurned = createTurned(outline);
  }

  function outside(el: Element): Element | null {
    const parent = natives.parentNode(el);
    if (!parent || natives.nodeType(parent) === 1) return parent as Element | null;
    return natives.nodeType(parent) === 11 ? natives.host(parent as ShadowRoot) : null;
  }

  /**
   * Notes what of an element differs from what was told. Answers whether its box may be known: what holds a secret
   * has a size that follows the secret, and so has all that is around it.
   */
  function look(sent: Sent, holdsSecret: boolean): boolean {
    const el = sent.node as Element;
    const tag = natives.localName(el);
    if (mask.classify(el) === "hidden") return false;
    // A stand-in for what no script can reach is not laid out.
    if (!el.isConnected) return !holdsSecret && mask.facts(el);
    const style = host.window.getComputedStyle(el);
    const mayTell = isFixed(el, tag, style) || (!holdsSecret && mask.facts(el));
    if (style.display !== "none" && (natives.namespaceURI(el) === HTML_NS || tag === "svg")) {
      usesFonts(style.fontFamily, (families) => maskedFamilies(el, families));
      const isWidget = WIDGET.test(tag);
      const isWhole = isWidget || PICTURE.test(tag);
      noteLooks(sent, style, isWidget);
      const isInline = style.display === "inline" && !isWhole;
      texts.look(sent, isInline || style.display === "contents", mayTell);
      if (isInline) {
        noteInline(sent, el);
        handBlocksOn(sent);
      } else if (mayTell && style.display !== "contents") noteBox(sent, el, style);
      const isBlock = !style.display.startsWith("inline");
      if (isWhole || !isBlock) liesIn(sent.parent, { sent, isBlock });
    }
    if (mayTell) for (const lain of lying.get(sent) ?? []) notePlace(lain.sent, el);
    lying.delete(sent);
    return mayTell;
  }

  /** Names of fonts are the page's own words. */
  function maskedFamilies(el: Element, families: string): string {
    return mask.css(FAMILIES + families, el).slice(FAMILIES.length);
  }

  function noteLooks(sent: Sent, style: CSSStyleDeclaration, isWidget: boolean): void {
    if (!isWidget && !QUIRKY_FAMILY.test(style.fontFamily)) return;
    const told = LOOKS.map((name) => {
      if (!isWidget && name !== "font-size") return "";
      const value = style.getPropertyValue(name);
      return name === "font-family" ? maskedFamilies(sent.node as Element, value) : value;
    });
    note(sent, MeasureOp.Looks, told.join(";"));
  }

  function noteInline(sent: Sent, el: Element): void {
    const [line] = el.getClientRects();
    if (!line) return;
    takesBack(sent, MeasureOp.Size);
    note(sent, MeasureOp.Inline, [units(line.height), 0]);
  }

  function noteBox(sent: Sent, el: Element, style: CSSStyleDeclaration): void {
    // Widths are rounded down: what just fits into a row has to fit there too.
    takesBack(sent, MeasureOp.Inline);
    const { width, height } = layoutBox(el, natives.rect(el), style, isTurned(el));
    note(sent, MeasureOp.Size, [Math.floor(width / SIZE_UNIT), units(height)]);
    note(sent, MeasureOp.Bars, barsOf(el as HTMLElement, style, host.window));
  }

  /** Its place is told with the element that it is told from, which knows whether that says anything of a secret. */
  function liesIn(outer: Sent | null, lain: Lain): void {
    if (!outer) return;
    const others = lying.get(outer);
    if (others) others.push(lain);
    else lying.set(outer, [lain]);
  }

  /** Blocks that break the line of an inline element have their place in the block around that. */
  function handBlocksOn(sent: Sent): void {
    const all = lying.get(sent) ?? [];
    lying.set(
      sent,
      all.filter(({ isBlock }) => !isBlock),
    );
    for (const each of all) if (each.isBlock) liesIn(sent.parent, each);
    for (let child = sent.last; child; child = child.prev) {
      const isKnown = all.some((each) => each.sent === child);
      if (!isKnown && told.get(child)?.has(MeasureOp.Size))
        liesIn(sent.parent, { sent: child, isBlock: true });
    }
  }

  function notePlace(sent: Sent, parent: Element): void {
    const first = firstBox(sent.node as Element);
    const outer = natives.rect(parent);
    if (!first || !natives.contains(parent, sent.node)) return;
    note(sent, MeasureOp.Place, [
      Math.round((first.left - outer.left) / SIZE_UNIT),
      Math.round((first.top - outer.top) / SIZE_UNIT),
    ]);
  }

  /** What was told already, and what every replica takes for granted, is not told again. */
  function note(sent: Sent, op: number, value: readonly [number, number] | string): void {
    const before = told.get(sent) ?? new Map<number, string>([[MeasureOp.Bars, "0,0"]]);
    if (before.get(op) === String(value)) return;
    told.set(sent, before.set(op, String(value)));
    found.push({ sent, op, value });
  }

  /** What is told next takes the place of something else, for the replica too. */
  function takesBack(sent: Sent, op: number): void {
    told.get(sent)?.delete(op);
  }

  /** Whether the box says nothing of what is in it. */
  function isFixed(el: Element, tag: string, style: CSSStyleDeclaration): boolean {
    if (!FIXED.test(tag) || style.getPropertyValue("field-sizing") === "content") return false;
    return tag !== "input" || !LABELLED.test(natives.attr(el, "type") ?? "");
  }

  function write(w: Writer, walker: Walker): void {
    for (const { sent, op, value } of found) {
      if (!sent.alive) continue;
      w.uint(op);
      walker.ref(sent.id);
      if (typeof value === "string") w.words(value);
      else for (const side of value) w.int(side);
    }
    found = [];
  }

  function reset(): void {
    told = new WeakMap();
    lying = new WeakMap();
    texts.reset();
    found = [];
  }
}

function units(px: number): number {
  return Math.max(0, Math.round(px / SIZE_UNIT));
}

/** Thickness of the vertical and the horizontal scroll bar of an element, in whole px; the viewport's are the root's. */
function barsOf(el: HTMLElement, style: CSSStyleDeclaration, window: Window): readonly [number, number] {
  const { document, innerWidth, innerHeight } = window;
  if (el === document.documentElement)
    return [Math.max(0, innerWidth - el.clientWidth), Math.max(0, innerHeight - el.clientHeight)];
  if (!/auto|scroll/.test(style.overflowX + style.overflowY)) return [0, 0];
  const sides = (one: string, other: string) =>
    Number.parseFloat(style.getPropertyValue(`border-${one}-width`)) +
    Number.parseFloat(style.getPropertyValue(`border-${other}-width`));
  return [
    Math.max(0, Math.round(el.offsetWidth - el.clientWidth - sides("left", "right"))),
    Math.max(0, Math.round(el.offsetHeight - el.clientHeight - sides("top", "bottom"))),
  ];
}
