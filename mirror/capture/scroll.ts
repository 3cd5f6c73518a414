import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Scroll positions are told in these parts of a px: engines scroll by fractions on dense screens. */
export const SCROLL_UNITS = 64;

/** Where the page and its elements are scrolled to. A document stands for its viewport. */
export class Scrolls {
  readonly #host: CaptureHost;
  readonly #tree: SentTree;
  readonly #moved = new Set<Sent>();

  constructor(host: CaptureHost, tree: SentTree) {
    this.#host = host;
    this.#tree = tree;
  }

  get any(): boolean {
    return this.#moved.size > 0;
  }

  moved(target: Node): void {
    const sent = this.#tree.get(target);
    if (!sent || !this.#host.mask.scrolls(target)) return;
    this.#moved.add(sent);
    this.#host.wake();
  }

  /** At a keyframe: an element that may be scrolled. Reads layout. */
  found(sent: Sent): void {
    const [x, y] = this.#position(sent);
    if (x !== 0 || y !== 0) this.#moved.add(sent);
  }

  /** Body of the Scroll section. */
  write(w: Writer, walker: Walker): void {
    walker.section();
    for (const sent of this.#moved) {
      if (!sent.alive || !this.#host.mask.scrolls(sent.node)) continue;
      const [x, y] = this.#position(sent);
      walker.ref(sent.id);
      w.int(Math.round(x * SCROLL_UNITS));
      w.int(Math.round(y * SCROLL_UNITS));
    }
    w.int(0);
    this.#moved.clear();
  }

  reset(): void {
    this.#moved.clear();
  }

  #position(sent: Sent): [x: number, y: number] {
    const n = this.#host.natives;
    if (n.nodeType(sent.node) === 9) {
      const view = (sent.node as Document).defaultView;
      return view ? [view.scrollX, view.scrollY] : [0, 0];
    }
    const el = sent.node as Element;
    return [n.scrollLeft(el), n.scrollTop(el)];
  }
}
