import type { Natives } from "../natives.ts";
import { RUN } from "./blocks.ts";
import { cardSpans, digitSpans, hasDigit, ibanSpans, replaceSpans, runsOn, type Span } from "./digits.ts";
import type { Finder } from "./finders.ts";

/** Farthest that a run is followed into neighbouring text nodes. */
const MAX_NEIGHBOURS = 48;
/** Digits of the shortest card number, and more than enough for an account. */
const SHORTEST_NUMBER = 13;
/** Elements at which a run ends: what stands in another cell or item is another figure. */
const APART = new Set("td th tr li option p h1 h2 h3 h4 h5 h6 button label".split(" "));

const ELEMENT = 1;
const TEXT = 3;

const NONE: readonly never[] = [];

/** Text of one node with what continues it on both sides, and where the node begins in it. */
interface Run {
  readonly text: string;
  readonly offset: number;
  readonly parts: readonly { readonly node: Text; readonly start: number; readonly end: number }[];
}

/**
 * The second net: card and account numbers and the site's own text patterns, wherever they stand, also where a page
 * has spread one number over sibling nodes. Runs of four digits count too where the text is typed.
 */
export type Net = ReturnType<typeof createNet>;

/** @param stale called for the other nodes of a number that is complete now */
export function createNet(natives: Natives, stale: (node: Text) => void) {
  const caught = new WeakSet<Text>();
  let textFinders: readonly Finder[] = [];

  return { use, string, typed, node, holds };

  function use(finders: readonly Finder[]): void {
    textFinders = finders;
  }

  /** A string that stands alone: an attribute, a value. */
  function string(text: string): string {
    const spans = spansIn(text, false);
    return spans.length ? replaceSpans(text, spans, RUN) : text;
  }

  /** The value of a field of prose: every run of four digits is caught. */
  function typed(text: string): string {
    return replaceSpans(text, spansIn(text, true), RUN);
  }

  /**
   * @param typed the customer may be typing it: every run of four digits is caught
   * @param parent the element it is told in
   * @param tag name of that
   */
  function node(node: Text, data: string, typed: boolean, parent: Element, tag: string): string {
    const runs = hasDigit(data);
    if (!runs && textFinders.length === 0) {
      caught.delete(node);
      return data;
    }
    const run =
      runs && !(APART.has(tag) && isAlone(node, parent))
        ? around(node, data)
        : { text: data, offset: 0, parts: NONE };
    const spans = spansIn(run.text, typed);
    if (spans.length === 0 && !caught.has(node)) return data;
    const end = run.offset + data.length;
    const own = spans.filter((span) => span.start < end && span.end > run.offset);
    const was = caught.has(node);
    if (own.length) caught.add(node);
    else caught.delete(node);
    if (own.length || was) tellNeighbours(run, own);
    if (!own.length) return data;
    const inside = own.map((span) => ({
      start: Math.max(0, span.start - run.offset),
      end: Math.min(data.length, span.end - run.offset),
    }));
    return replaceSpans(data, inside, RUN);
  }

  /** Whether the node was last sent with something replaced: offsets in it would tell lengths. */
  function holds(node: Text): boolean {
    return caught.has(node);
  }

  function spansIn(text: string, typed: boolean): readonly Span[] {
    const isShort = !typed && text.length < SHORTEST_NUMBER;
    if (isShort && textFinders.length === 0) return NONE;
    const spans = textFinders.flatMap((find) => find(text));
    if (isShort) return spans;
    return spans.concat(typed ? digitSpans(text) : cardSpans(text), ibanSpans(text));
  }

  /** Nodes of the number that were sent otherwise. */
  function tellNeighbours(run: Run, own: readonly Span[]): void {
    for (const part of run.parts) {
      const isCovered = own.some((span) => span.start < part.end && span.end > part.start);
      if (isCovered !== caught.has(part.node)) stale(part.node);
    }
  }

  /** Whether the node is all that its parent holds, as most texts of cells and items are. */
  function isAlone(node: Text, parent: Element): boolean {
    const n = natives;
    return !n.nextSibling(node) && !n.previousSibling(node) && n.parentNode(node) === parent;
  }

  /** Follows the run over the node's edges for as long as only digits, letters of an account and separators come. */
  function around(node: Text, data: string): Run {
    const before: Text[] = [];
    const after: Text[] = [];
    if (runsOn(data.charAt(0))) follow(node, -1, before);
    if (runsOn(data.charAt(data.length - 1))) follow(node, 1, after);
    if (before.length + after.length === 0) return { text: data, offset: 0, parts: NONE };
    let text = "";
    let offset = 0;
    const parts: { node: Text; start: number; end: number }[] = [];
    for (const part of [...before.reverse(), node, ...after]) {
      const content = part === node ? data : natives.data(part);
      if (part === node) offset = text.length;
      else parts.push({ node: part, start: text.length, end: text.length + content.length });
      text += content;
    }
    return { text, offset, parts };
  }

  function follow(from: Text, direction: 1 | -1, into: Text[]): void {
    for (let node = neighbour(from, direction); node && into.length < MAX_NEIGHBOURS; ) {
      into.push(node);
      if (!runsOn(natives.data(node))) return;
      node = neighbour(node, direction);
    }
  }

  /** Next text node in document order, not across the edge of a cell, an item or a paragraph. */
  function neighbour(node: Text, direction: 1 | -1): Text | null {
    const n = natives;
    const beside = direction > 0 ? n.nextSibling : n.previousSibling;
    let at: Node = node;
    for (;;) {
      let next: Node | null = beside(at);
      while (!next) {
        const parent: Node | null = n.parentNode(at);
        if (!parent || n.nodeType(parent) !== ELEMENT || APART.has(n.localName(parent as Element)))
          return null;
        at = parent;
        next = beside(at);
      }
      at = next;
      while (n.nodeType(at) === ELEMENT) {
        if (APART.has(n.localName(at as Element))) return null;
        const child: Node | null = direction > 0 ? n.firstChild(at) : lastChild(at);
        if (!child) break;
        at = child;
      }
      if (n.nodeType(at) === TEXT) return at as Text;
    }
  }

  function lastChild(node: Node): Node | null {
    let last: Node | null = natives.firstChild(node);
    for (let next = last; next; next = natives.nextSibling(next)) last = next;
    return last;
  }
}
