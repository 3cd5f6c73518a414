import { Section } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { CaptureHost } from "./host.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Scroll positions are told in these parts of a px: engines scroll by fractions on dense screens. */
export const SCROLL_UNITS = 64;

/** Elements that do not scroll, as far as there are many: not looked at for a scroll position at a keyframe. */
const NEVER_SCROLLED: ReadonlySet<string> = new Set("html tr td th a b i span label g".split(" "));

/** Where the page and its elements are scrolled to. A document stands for its viewport. */
export type Scrolls = ReturnType<typeof createScrolls>;

export function createScrolls(host: CaptureHost, tree: SentTree) {
  const movedNodes = new Set<Sent>();
  /** Nodes whose position, and those of all in them, are still to be looked at before a keyframe is whole. */
  let unseen: Sent[] = [];
  /** What was told to be scrolled. */
  const told = new Set<Sent>();

  return {
    get any(): boolean {
      return movedNodes.size > 0;
    },
    /** A keyframe's positions are not all known yet. */
    get unfinished(): boolean {
      return unseen.length > 0;
    },
    told,
    moved,
    lookInto,
    find,
    write,
    reset,
  };

  /** What is in a node was laid out, or is told of by a keyframe that begins with it. */
  function lookInto(sent: Sent): void {
    unseen.push(sent);
  }

  /** Finds what is scrolled, a slice at a time. Reads layout. */
  function find(walker: Walker): void {
    const { natives } = host;
    for (let at = unseen.pop(); at; at = unseen.pop()) {
      if (!at.alive) continue;
      const el = at.node as Element;
      if (
        natives.nodeType(el) !== 11 &&
        !NEVER_SCROLLED.has(el.localName) &&
        // To ask for a position in what the page lays out only where it is seen would have it laid out.
        el.checkVisibility?.({ contentVisibilityAuto: true }) !== false &&
        position(at).some(Boolean)
      ) {
        movedNodes.add(at);
      }
      if (at.inner) unseen.push(at.inner);
      for (let c = at.last; c; c = c.prev) if (c.first || c.inner || c.special) unseen.push(c);
      if (walker.tick()) break;
    }
  }

  function moved(target: Node): void {
    const sent = tree.get(target);
    if (!sent || !host.mask.scrolls(target)) return;
    movedNodes.add(sent);
    host.wake();
  }

  /** The Scroll section. */
  function write(w: Writer, walker: Walker): void {
    if (movedNodes.size === 0) return;
    w.uint(Section.Scroll);
    walker.section();
    for (const sent of movedNodes) {
      if (!sent.alive || !host.mask.scrolls(sent.node)) continue;
      const [x, y] = position(sent);
      told.add(sent);
      walker.ref(sent.id);
      w.int(Math.round(x * SCROLL_UNITS));
      w.int(Math.round(y * SCROLL_UNITS));
    }
    w.int(0);
    movedNodes.clear();
  }

  function reset(): void {
    unseen = [];
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
