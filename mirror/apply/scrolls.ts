import type { Reader } from "../codec/reader.ts";
import type { Nodes } from "./nodes.ts";

/** Parts of a px in which positions are told. */
const UNITS = 64;
/** Rounding of engines and densities: no reason to scroll again. */
const NEAR_PX = 1;

type Position = readonly [x: number, y: number];

/** Scrolls the replica to where the page is, and again while layout is not there yet (images, late sheets). */
export class Scrolls {
  readonly #nodes: Nodes;
  #wanted = new Map<Node, Position>();
  /** What the agent scrolls by hand while the layout is not the customer's (A14), besides the page itself. */
  #own: Set<Document | Element> | null = null;

  constructor(nodes: Nodes) {
    this.#nodes = nodes;
  }

  apply(r: Reader): void {
    let id = 0;
    for (;;) {
      const step = r.int();
      if (step === 0) return;
      id += step;
      const position: Position = [r.int() / UNITS, r.int() / UNITS];
      const node = this.#nodes.get(id);
      if (!node) continue;
      this.#wanted.set(node, position);
      if (!this.#isOwn(node)) scrollTo(node, position);
    }
  }

  /** Whether there is anything to look at. */
  get any(): boolean {
    return this.#wanted.size > 0;
  }

  /** Looks whether everything still stands where it should; reads layout, so once a frame at most. */
  settle(): void {
    for (const [node, wanted] of this.#wanted) {
      if (this.#nodes.id(node) === 0 || !node.isConnected) this.#wanted.delete(node);
      else if (!this.#isOwn(node)) scrollTo(node, wanted);
    }
  }

  /**
   * A list box that is given a choice by script scrolls to it, in a task of its own, which the page's may not have done:
   * it goes back to where the page has it.
   */
  hold(list: Element): void {
    if (!this.#wanted.has(list)) this.#wanted.set(list, positionOf(list));
    list.addEventListener("scroll", () => this.#back(list), { once: true });
  }

  #back(list: Element): void {
    const wanted = this.#wanted.get(list);
    if (wanted && !this.#isOwn(list)) scrollTo(list, wanted);
  }

  /** From now on the page itself, and whatever is scrolled by hand, follows the customer no more. */
  loosen(): void {
    this.#own ??= new Set();
  }

  /** Everything is where the customer has it again. */
  follow(): void {
    const loose = this.#loose();
    this.#own = null;
    this.#asTold(loose);
  }

  /** Scrolls what was loosened, or loosens it; false where it is at its end already. */
  byHand(node: Document | Element, dx: number, dy: number): boolean {
    const [x, y] = positionOf(node);
    scrollTo(node, [x + dx, y + dy], 0);
    const now = positionOf(node);
    if (now[0] === x && now[1] === y) return false;
    this.#own?.add(node);
    return true;
  }

  /** Shows the customer's positions while `read` looks at them, then the agent's own again. */
  asCustomer<T>(show: () => void, read: () => T, back: () => void): T {
    const own = this.#own;
    const loose = this.#loose();
    const before = loose.map((node) => [node, positionOf(node)] as const);
    this.#own = null;
    show();
    try {
      this.#asTold(loose);
      return read();
    } finally {
      this.#own = own;
      back();
      for (const [node, position] of before) scrollTo(node, position);
    }
  }

  reset(): void {
    this.#wanted = new Map();
    if (this.#own) this.#own = new Set();
  }

  /** What the agent may have scrolled: the page itself, and what was scrolled by hand. */
  #loose(): (Document | Element)[] {
    const page = this.#nodes.get(PAGE) as Document | undefined;
    return [...(page ? [page] : []), ...(this.#own ?? [])];
  }

  /** Puts some nodes, and all others that were told of, where the customer has them: at the beginning unless told. */
  #asTold(nodes: readonly Node[]): void {
    for (const node of nodes) if (!this.#wanted.has(node)) scrollTo(node, [0, 0]);
    this.settle();
  }

  #isOwn(node: Node): boolean {
    return this.#own?.has(node as Element) || (this.#own !== null && this.#nodes.id(node) === PAGE);
  }
}

/** The page's document is the first node of every keyframe (T1). */
const PAGE = 1;

function positionOf(node: Document | Element): Position {
  const view = node.nodeType === 9 ? (node as Document).defaultView : null;
  return view
    ? [view.scrollX, view.scrollY]
    : [(node as Element).scrollLeft ?? 0, (node as Element).scrollTop ?? 0];
}

function scrollTo(node: Node, [left, top]: Position, near = NEAR_PX): void {
  const target = node.nodeType === 9 ? (node as Document).defaultView : (node as Element);
  if (!target) return;
  const [x, y] = positionOf(node as Document | Element);
  if (Math.abs(x - left) < near && Math.abs(y - top) < near) return;
  target.scrollTo({ left, top, behavior: "instant" });
}
