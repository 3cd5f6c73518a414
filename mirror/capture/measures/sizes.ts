import { LOOKS, MeasureOp, SIZE_UNIT } from "../../codec/measures.ts";
import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { Sent } from "../tree.ts";
import type { Walker } from "../walk.ts";

const HTML_NS = "http://www.w3.org/1999/xhtml";
/** Elements whose looks are the engine's where the page says nothing. */
const WIDGET = /^(input|button|select|textarea|meter|progress)$/;
/** Of these, those whose box does not follow what is in them. */
const FIXED = /^(input|textarea|meter|progress)$/;
/** Input types whose box follows their label. */
const LABELLED = /^(button|submit|reset)$/i;
"font-family font-size line-height margin-top margin-right margin-bottom margin-left vertical-align".split(
  " ",
);
/** A font size that engines choose by the family alone. */
const QUIRKY_FAMILY = /^(-moz-fixed|monospace)$/;

interface Told {
  readonly size: string;
  readonly looks: string;
  readonly bars: string;
}

interface Measure {
  readonly sent: Sent;
  readonly op: number;
  readonly value: readonly [number, number] | string;
}

/** Boxes of elements, and the looks of fields, as the customer's browser laid them out. */
export type Sizes = ReturnType<typeof createSizes>;

export function createSizes(host: CaptureHost, usesFonts: (families: string) => void) {
  const { natives, mask } = host;
  let told = new WeakMap<Sent, Told>();
  let found: Measure[] = [];

  return {
    get any(): boolean {
      return found.length > 0;
    },
    look,
    write,
    reset,
  };

  /**
   * Notes what of an element differs from what was told. Answers whether its box may be known: what holds a secret
   * has a size that follows the secret, and so has all that is around it.
   */
  function look(sent: Sent, holdsSecret: boolean): boolean {
    const el = sent.node as Element;
    const tag = natives.localName(el);
    if (mask.classify(el) === "hidden") return false;
    const style = host.window.getComputedStyle(el);
    const mayTell = isFixed(el, tag, style) || (!holdsSecret && mask.facts(el));
    if (style.display === "none" || natives.namespaceURI(el) !== HTML_NS) return mayTell;
    usesFonts(style.fontFamily);
    const isWidget = WIDGET.test(tag);
    const before = told.get(sent);
    const now = { size: "", looks: "", bars: "" };
    if (isWidget || QUIRKY_FAMILY.test(style.fontFamily)) {
      now.looks = LOOKS.map((name) =>
        isWidget || name === "font-size" ? style.getPropertyValue(name) : "",
      ).join(";");
      if (now.looks !== before?.looks) found.push({ sent, op: MeasureOp.Looks, value: now.looks });
    }
    if (mayTell && !/^(inline|contents)$/.test(isWidget ? "" : style.display)) {
      const { width, height } = natives.rect(el);
      const size = [units(width), units(height)] as const;
      now.size = String(size);
      if (now.size !== before?.size) found.push({ sent, op: MeasureOp.Size, value: size });
      const bars = barsOf(el as HTMLElement, style);
      now.bars = String(bars);
      if (now.bars !== (before?.bars ?? "0,0")) found.push({ sent, op: MeasureOp.Bars, value: bars });
    }
    told.set(sent, now);
    return mayTell;
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
      else for (const side of value) w.uint(side);
    }
    found = [];
  }

  function reset(): void {
    told = new WeakMap();
    found = [];
  }
}

function units(px: number): number {
  return Math.max(0, Math.round(px / SIZE_UNIT));
}

/** Thickness of the vertical and the horizontal scroll bar of an element, in whole px; those of the page are the viewport's. */
function barsOf(el: HTMLElement, style: CSSStyleDeclaration): readonly [number, number] {
  if (!/auto|scroll/.test(style.overflowX + style.overflowY) || el.parentElement === null) return [0, 0];
  const sides = (one: string, other: string) =>
    Number.parseFloat(style.getPropertyValue(`border-${one}-width`)) +
    Number.parseFloat(style.getPropertyValue(`border-${other}-width`));
  return [
    Math.max(0, Math.round(el.offsetWidth - el.clientWidth - sides("left", "right"))),
    Math.max(0, Math.round(el.offsetHeight - el.clientHeight - sides("top", "bottom"))),
  ];
}
