import { layoutBox, MeasureOp, SIZE_UNIT } from "../../codec/measures.ts";
import type { Writer } from "../../codec/writer.ts";
import type { CaptureHost } from "../host.ts";
import type { Scrolls } from "../scroll.ts";
import type { Sent, SentTree } from "../tree.ts";
import type { Walker } from "../walk.ts";

type Told = readonly [op: number, width: number, height: number];

/**
 * Boxes of what browsers lay out only where it is seen (`content-visibility: auto`): out of sight it is as large as it
 * was when it was last seen, or as the page supposes, and a replica that comes later has not seen the same.
 */
export type Skipped = ReturnType<typeof createSkipped>;

export function createSkipped(host: CaptureHost, tree: SentTree, scrolls: Scrolls) {
  const { natives, window } = host;
  /** Elements of this round, until they are left. */
  const found = new Set<Sent>();
  /** Nodes of this round whose content is not laid out, and all in them. */
  let hidden = new Set<Sent>();
  /** Elements whose size says nothing of a secret, as the last round found. */
  let known = new WeakSet<Sent>();
  let told = new WeakMap<Sent, string>();
  const due = new Map<Sent, Told>();
  /** Elements that have come into sight or gone out of it, and whether they have gone. */
  const moved = new Map<Sent, boolean>();
  /** Roots that have their listeners, which end when a root is not mirrored any more. */
  const heard = new Set<Node>();

  return {
    get any(): boolean {
      return due.size + moved.size > 0;
    },
    begin,
    enter,
    hides: (sent: Sent): boolean => hidden.has(sent),
    leave,
    write,
    reset,
  };

  /** A round through the page begins. */
  function begin(): void {
    hidden = new Set();
    for (const root of heard) if (!tree.get(root)) heard.delete(root);
  }

  /** A node is come to, before what is in it. */
  function enter(sent: Sent): void {
    const type = natives.nodeType(sent.node);
    // To ask for a style in what is not laid out would have it made.
    if (sent.parent && hidden.has(sent.parent)) hidden.add(sent);
    else if (type === 1) look(sent, sent.node as Element);
    else if (type !== 3) listen(sent.node);
  }

  function look(sent: Sent, el: Element): void {
    if (window.getComputedStyle(el).contentVisibility !== "auto") return;
    found.add(sent);
    const inner = drawnIn(sent);
    if (inner && !inner.checkVisibility({ contentVisibilityAuto: true })) hidden.add(sent);
  }

  /** Something in it that would be drawn if what is in it is. */
  function drawnIn(sent: Sent): Element | undefined {
    for (let child = sent.last; child; child = child.prev) {
      const type = natives.nodeType(child.node);
      if (type === 1 && (child.node as Element).checkVisibility()) return child.node as Element;
      const inner = type === 11 ? drawnIn(child) : undefined;
      if (inner) return inner;
    }
    return undefined;
  }

  function listen(root: Node): void {
    if (heard.has(root)) return;
    heard.add(root);
    host.listen(root, "contentvisibilityautostatechange", (e) => {
      const sent = tree.get(e.target as Element);
      if (!sent) return;
      const { skipped } = e as ContentVisibilityAutoStateChangeEvent;
      moved.set(sent, skipped);
      if (!skipped) scrolls.lookInto(sent);
      host.wakeLater();
    });
  }

  /** All that is in a node was looked at. */
  function leave(sent: Sent, mayKnow: boolean): void {
    if (!found.delete(sent)) return;
    if (mayKnow) known.add(sent);
    else known.delete(sent);
    note(sent, hidden.has(sent));
  }

  function note(sent: Sent, isSkipped: boolean): void {
    if (!known.has(sent)) return;
    const el = sent.node as Element;
    const { width, height } = layoutBox(el, natives.rect(el), window.getComputedStyle(el), false);
    const op = isSkipped ? MeasureOp.Skipped : MeasureOp.Unskipped;
    const now: Told = [op, Math.round(width / SIZE_UNIT), Math.round(height / SIZE_UNIT)];
    if (told.get(sent) === String(now)) due.delete(sent);
    else due.set(sent, now);
  }

  /** Reads layout. */
  function write(w: Writer, walker: Walker): void {
    for (const [sent, isSkipped] of moved) if (sent.alive) note(sent, isSkipped);
    moved.clear();
    for (const [sent, now] of due) {
      if (!sent.alive) continue;
      const [op, width, height] = now;
      told.set(sent, String(now));
      w.uint(op);
      walker.ref(sent.id);
      w.int(width);
      w.int(height);
    }
    due.clear();
  }

  function reset(): void {
    found.clear();
    known = new WeakSet();
    told = new WeakMap();
    due.clear();
    moved.clear();
  }
}
