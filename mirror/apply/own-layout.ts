import { common, placeOf } from "./ask/place.ts";
import { stopsOf } from "./ask/stops.ts";
import type { Nodes } from "./nodes.ts";
import { pointAt } from "./point.ts";
import type { Scrolls } from "./scrolls.ts";

/** Size of a viewport in CSS px. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Whether the customer has an element on the screen, beyond its edges, or not at all. */
export type Presence = "seen" | "outside" | "absent";

/** How the customer's picture and this layout of it belong together. */
export interface Seen {
  of(el: Element): Presence;
  /** What can be read or pressed, but for what stands at the screen's edges in every layout. */
  readonly readable: readonly Element[];
  /** Elements that this layout shows and the customer's does not; none inside another. */
  readonly absent: readonly Element[];
}

/** Elements that are compared at most; those beyond count as seen, and the page itself decides. */
const COMPARED_MAX = 20_000;

/** The page laid out at a size that is not the customer's, scrolled on its own (A14, True View off). */
export class OwnLayout {
  readonly #frame: HTMLIFrameElement | null;
  readonly #nodes: Nodes;
  readonly #scrolls: Scrolls;
  #size: Size | null = null;

  /** @param frame null where the size is not ours to give */
  constructor(frame: HTMLIFrameElement | null, nodes: Nodes, scrolls: Scrolls) {
    this.#frame = frame;
    this.#nodes = nodes;
    this.#scrolls = scrolls;
  }

  get on(): boolean {
    return this.#size !== null;
  }

  /** Null: the customer's layout and scroll again. */
  set(size: Size | null, customer: Size): void {
    if (size) this.#scrolls.loosen();
    this.#size = size;
    this.fit(customer);
    if (!size) this.#scrolls.follow();
  }

  /** Gives the frame its size. */
  fit(customer: Size): void {
    this.#sized(this.#size ?? customer);
  }

  /** Scrolls what is under a place, and what is around it when that is at its end; false: nothing scrolled. */
  scroll(page: Document, x: number, y: number, dx: number, dy: number): boolean {
    const at = pointAt(this.#nodes, page, x, y);
    for (let node: Node | null = at && this.#nodes.need(at.node); node; node = this.#nodes.outer(node)) {
      if (node.nodeType === 9) {
        if (this.#scrolls.byHand(node as Document, dx, dy)) return true;
      } else if (node.nodeType === 1 && scrolls(node as Element)) {
        if (this.#scrolls.byHand(node as Element, dx, dy)) return true;
      }
    }
    return false;
  }

  /** Scrolls the page itself to its beginning. */
  startOver(page: Document): void {
    page.defaultView?.scrollTo({ left: 0, top: 0, behavior: "instant" });
  }

  /** Lays the page out as the customer has it, looks, and puts everything back: two layouts, no paint. */
  compare(page: Document, customer: Size): Seen {
    return withoutTransitions(page, () => {
      const read = this.#scrolls.asCustomer(
        () => this.#sized(customer),
        () => this.#presences(page, customer),
        () => this.fit(customer),
      );
      return {
        of: (el) => read.presences.get(el) ?? "seen",
        readable: stopsOf(this.#nodes, page)
          .map(({ node }) => this.#nodes.element(node))
          .filter((el) => !isPinned(el)),
        absent: read.tops.filter((el) => el.getClientRects().length > 0),
      };
    });
  }

  #sized({ width, height }: Size): void {
    if (!this.#frame) return;
    this.#frame.style.width = `${width}px`;
    this.#frame.style.height = `${height}px`;
  }

  #presences(page: Document, customer: Size): { presences: WeakMap<Element, Presence>; tops: Element[] } {
    const presences = new WeakMap<Element, Presence>();
    const tops: Element[] = [];
    const screen = new DOMRect(0, 0, customer.width, customer.height);
    const stack: [node: Node, clip: DOMRect | null, gone: boolean][] = [[page, screen, false]];
    for (let left = COMPARED_MAX; left > 0; left--) {
      const next = stack.pop();
      if (!next) break;
      const [node, clip, gone] = next;
      let [inClip, inGone]: [DOMRect | null, boolean] = [clip, gone];
      if (node.nodeType === 1) {
        const el = node as Element;
        const presence = this.#presence(el, clip, gone);
        presences.set(el, presence);
        inGone = presence === "absent";
        if (inGone && !gone && el.localName !== "head") tops.push(el);
        if (!inGone && scrolls(el)) inClip = clipped(clip, placeOf(this.#nodes, el));
      }
      const inner = this.#nodes.innerOf(node);
      if (inner) stack.push([inner, inClip, inGone]);
      for (let child = node.firstChild; child; child = child.nextSibling)
        if (child.nodeType === 1) stack.push([child, inClip, inGone]);
    }
    return { presences, tops };
  }

  #presence(el: Element, clip: DOMRect | null, gone: boolean): Presence {
    if (gone) return "absent";
    if (el.getClientRects().length === 0) return isContents(el) ? "outside" : "absent";
    const box = placeOf(this.#nodes, el);
    if (box.width === 0 || box.height === 0) return "seen"; // its content is judged by itself
    return clip && common(box, clip) ? "seen" : "outside";
  }
}

/** Fixed and sticky things stand at the screen's edge in every layout, whatever is below them. */
function isPinned(from: Element): boolean {
  const view = from.ownerDocument.defaultView;
  for (let el: Element | null = from; el; el = el.parentElement) {
    const position = view?.getComputedStyle(el).position;
    if (position === "fixed" || position === "sticky") return true;
  }
  return false;
}

function isContents(el: Element): boolean {
  return el.ownerDocument.defaultView?.getComputedStyle(el).display === "contents";
}

function scrolls(el: Element): boolean {
  if (el.scrollHeight <= el.clientHeight && el.scrollWidth <= el.clientWidth) return false;
  if (el === el.ownerDocument.scrollingElement) return false; // its document scrolls
  const style = el.ownerDocument.defaultView?.getComputedStyle(el);
  return /auto|scroll|hidden/.test(`${style?.overflowX} ${style?.overflowY}`);
}

function clipped(clip: DOMRect | null, box: DOMRect): DOMRect | null {
  const both = clip && common(clip, box);
  return both && new DOMRect(both.left, both.top, both.width, both.height);
}

/** Changing the viewport for a moment must not start what the agent would see. */
function withoutTransitions<T>(page: Document, act: () => T): T {
  const view = page.defaultView as (Window & typeof globalThis) | null;
  if (!view) return act();
  const sheet = new view.CSSStyleSheet();
  sheet.replaceSync("*,*::before,*::after{transition:none!important}");
  const before = [...page.adoptedStyleSheets];
  page.adoptedStyleSheets = [...before, sheet];
  try {
    return act();
  } finally {
    page.documentElement?.getBoundingClientRect(); // styles of the layout that comes back, before transitions do
    page.adoptedStyleSheets = before;
  }
}
