import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Scroll positions are told in these parts of a px: engines scroll by fractions on dense screens. */
export const SCROLL_UNITS = 64;

/** Where the page and its elements are scrolled to. A document stands for its viewport. */
export type Scrolls = ReturnType<typeof createScrolls>;

export function createScrolls(host: CaptureHost, tree: SentTree) {
  const movedNodes = new Set<Sent>();

  return {
    get any(): boolean {
      return movedNodes.size > 0;
    },
    moved,
    found,
    write,
    reset,
  };

  function moved(target: Node): void {
    const sent = tree.get(target);
    if (!sent || !host.mask.scrolls(target)) return;
    movedNodes.add(sent);
    host.wake();
  }

  /** At a keyframe: an element that may be scrolled. Reads layout. */
  function found(sent: Sent): void {
    const [x, y] = position(sent);
    if (x !== 0 || y !== 0) movedNodes.add(sent);
  }

  /** Body of the Scroll section. */
  function write(w: Writer, walker: Walker): void {
    walker.section();
    for (const sent of movedNodes) {
      if (!sent.alive || !host.mask.scrolls(sent.node)) continue;
      const [x, y] = position(sent);
      walker.ref(sent.id);
      w.int(Math.round(x * SCROLL_UNITS));
      w.int(Math.round(y * SCROLL_UNITS));
    }
    w.int(0);
    movedNodes.clear();
  }

  function reset(): void {
    movedNodes.clear();
  }

  function position(sent: Sent): [x: number, y: number] {
    const n = host.natives;
    if (n.nodeType(sent.node) === 9) {
      const view = (sent.node as Document).defaultView;
      return view ? [view.scrollX, view.scrollY] : [0, 0];
    }
    const el = sent.node as Element;
    return [n.scrollLeft(el), n.scrollTop(el)];
  }
}
