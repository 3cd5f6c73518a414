import { fingerprint } from "../codec/fingerprint.ts";
import type { Writer } from "../codec/writer.ts";
import type { Natives } from "./natives.ts";
import type { Scrolls } from "./scroll.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Nodes looked at in one check: some 200 bytes, and well under a millisecond. */
const SAMPLE = 64;
/** Rounds of the page's poll between two checks: one in about two seconds. */
const EVERY = 5;

/**
 * The capture's end of the drift check (M12): fingerprints of a sample that moves through the page, made from
 * the page as it is now and masked as all else. After a whole round without a change nothing more is sent.
 */
export type Drift = ReturnType<typeof createDrift>;

export function createDrift(natives: Natives, tree: SentTree, walk: Walker, scrolls: Scrolls) {
  let at: Sent | null = null;
  /** A round through the page is not finished. */
  let open = false;
  /** Something was sent since the round began: another one follows. */
  let again = false;
  let polls = 0;

  return { changed, due, write };

  function changed(): void {
    open = again = true;
  }

  /** Whether a check is to be sent; asked once in each round of the poll. */
  function due(): boolean {
    scrolledBack();
    return open && ++polls % EVERY === 0;
  }

  /** What the page has moved stands at its beginning again, and no event tells of it. */
  function scrolledBack(): void {
    for (const sent of scrolls.told) {
      const { scrollLeft, scrollTop } = sent.node as Element;
      if (!sent.alive) scrolls.told.delete(sent);
      else if (scrollLeft === 0 && scrollTop === 0) {
        scrolls.told.delete(sent);
        scrolls.moved(sent.node);
      }
    }
  }

  /** Writes one check as the section of that number. Only to be called when everything that is dirty was written. */
  function write(writer: Writer, section: number): void {
    if (!at?.alive) {
      at = tree.root;
      again = false;
    }
    const sample: Sent[] = [];
    for (; at && sample.length < SAMPLE; at = following(at)) if (isTold(at)) sample.push(at);
    if (!at) open = again;
    if (sample.length === 0) return;
    writer.uint(section);
    walk.section();
    for (const sent of sample) {
      walk.ref(sent.id);
      writer.uint(printOf(sent));
    }
    writer.int(0);
  }

  /** Texts and elements whose children are told as nodes. */
  function isTold(sent: Sent): boolean {
    const type = natives.nodeType(sent.node);
    return type === 3 || (type === 1 && walk.tellsChildren(sent));
  }

  function printOf(sent: Sent): number {
    const { node, parent } = sent;
    if (parent && natives.nodeType(node) === 3) return fingerprint(walk.shown(node as Text, parent), []);
    const el = node as Element;
    const children: number[] = [];
    for (let c = natives.firstChild(el); c; c = natives.nextSibling(c))
      if (walk.isMirrored(c)) children.push(tree.of(c));
    return fingerprint(walk.attribute(el, "class") ?? "", children);
  }
}

/** The next node in document order, shadow trees and inner documents first; null after the last. */
function following(sent: Sent): Sent | null {
  if (sent.inner) return sent.inner;
  if (sent.first) return sent.first;
  for (let s: Sent | null = sent; s; s = s.parent) {
    if (s.next) return s.next;
    // an inner tree is left for its owner's children
    if (s.parent?.inner === s && s.parent.first) return s.parent.first;
  }
  return null;
}
