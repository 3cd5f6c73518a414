import { NodeKind, TreeOp } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Dirty } from "./dirty.ts";
import { longestRising } from "./lis.ts";
import type { Natives } from "./natives.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Brings the replica's child lists to the page's present ones, with as few moves as possible. */
export type Children = ReturnType<typeof createChildren>;

export function createChildren(
  natives: Natives,
  tree: SentTree,
  walker: Walker,
  writer: Writer,
  dirty: Dirty,
  holds: (parent: Sent) => boolean,
  gone: (sent: Sent) => void,
) {
  /** Children that were not found where the replica has them: removed, unless another parent takes them. */
  let missing: Sent[] = [];

  return { flush, forget, insertInner };

  /**
   * Writes the operations for all dirty parents: outer parents first, since a node can then never be put inside
   * itself on the way; removals last, so that what has moved out is saved.
   */
  function flush(): void {
    for (const parent of dirty.children.keys()) if (!parent.alive) dirty.children.delete(parent);
    const parents = [...dirty.children.keys()];
    if (parents.length > 1) outerFirst(parents);
    for (const parent of parents) {
      if (walker.over) break;
      if (holds(parent) || waits(parent)) continue;
      const touched = dirty.children.get(parent);
      dirty.children.delete(parent);
      if (!natives.isConnected(parent.node) || !walker.tellsChildren(parent)) continue;
      if (touched) placeTouched(parent, touched);
      else whole(parent);
    }
    rests();
    removals();
  }

  /** Takes a node out of the replica; its parent's list is dirty, so it is sent anew if it is still there. */
  function forget(sent: Sent): void {
    writer.uint(TreeOp.Remove);
    walker.ref(sent.id);
    tree.remove(sent, gone);
  }

  /** Inserts the root of a shadow tree or inner document that came after its owner. */
  function insertInner(owner: Sent, root: ShadowRoot | Document): void {
    writer.uint(TreeOp.Append);
    walker.ref(owner.id);
    walker.inner(root, owner);
    writer.uint(NodeKind.End);
  }

  function outerFirst(parents: Sent[]): void {
    const depths = new Map<Sent, number>();
    for (const parent of parents) {
      let depth = 0;
      for (let n = natives.isConnected(parent.node) ? parent.node : null; n; n = around(n)) depth++;
      depths.set(parent, depth);
    }
    parents.sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
  }

  /**
   * Whether the replica still has a parent inside of what the page has put into it, as what took it out of there was left
   * to a later flush: it would be put inside itself.
   */
  function waits(parent: Sent): boolean {
    if (dirty.held + dirty.rests.size === 0) return false;
    let n = around(parent.node);
    for (let s = parent.parent; s; s = s.parent) {
      if (s.node === n) n = around(n);
      else if (natives.isConnected(s.node) && isWithin(s.node, parent.node)) {
        dirty.held++;
        return true;
      }
    }
    return false;
  }

  function isWithin(inner: Node, outer: Node): boolean {
    for (let n: Node | null = inner; n; n = around(n)) if (n === outer) return true;
    return false;
  }

  /** What a connected node is in: its parent, a shadow tree's host, or the frame of a document. */
  function around(n: Node): Node | null {
    const parent = natives.parentNode(n);
    if (parent) return parent;
    return natives.nodeType(n) === 11 ? natives.host(n as ShadowRoot) : (tree.get(n)?.parent?.node ?? null);
  }

  /** Goes on where earlier flushes ran out of budget, innermost first: that is document order. */
  function rests(): void {
    for (const [parent, from] of [...dirty.rests]) {
      if (walker.over) return;
      dirty.rests.delete(parent);
      if (!parent.alive || !natives.isConnected(parent.node)) continue;
      if (natives.parentNode(from) === parent.node) restOf(parent, from);
      else whole(parent);
    }
  }

  function restOf(parent: Sent, from: Node): void {
    writer.uint(TreeOp.Append);
    walker.ref(parent.id);
    for (let c: Node | null = from; c; c = natives.nextSibling(c)) {
      if (!walker.isMirrored(c)) continue;
      if (walker.tick()) {
        dirty.rest(parent, c);
        break;
      }
      walker.child(c, parent, null);
    }
    writer.uint(NodeKind.End);
  }

  function removals(): void {
    for (const sent of missing) {
      if (!sent.alive || !sent.parent || natives.parentNode(sent.node) === sent.parent.node) continue;
      forget(sent);
    }
    missing = [];
  }

  /** Only these children were added, moved or removed: all others keep their order. */
  function placeTouched(parent: Sent, touched: Set<Node>): void {
    const n = natives;
    for (const node of touched) {
      if (n.parentNode(node) === parent.node && walker.isMirrored(node)) continue;
      touched.delete(node);
      const sent = tree.get(node);
      if (sent?.parent === parent) missing.push(sent);
    }
    for (const node of touched) {
      if (!touched.has(node)) continue;
      let first: Node = node;
      for (let p = n.previousSibling(first); p && touched.has(p); p = n.previousSibling(p)) first = p;
      const run: Node[] = [];
      let at: Node | null = first;
      for (; at; at = n.nextSibling(at)) {
        if (!touched.delete(at) && isPlaced(at, parent)) break;
        if (walker.isMirrored(at)) run.push(at);
      }
      if (place(run, parent, at ? (tree.get(at) ?? null) : null) || touched.size === 0) continue;
      // What is left is more than the tail of the list.
      dirty.rests.delete(parent);
      dirty.allChildren(parent);
      parent.heat = 0;
      return;
    }
  }

  function isPlaced(node: Node, parent: Sent): boolean {
    return tree.get(node)?.parent === parent;
  }

  /** Compares the whole list: what is on the longest run in unchanged order stays, the rest is placed anew. */
  function whole(parent: Sent): void {
    const n = natives;
    let index = 0;
    for (let c = parent.first; c; c = c.next) c.index = index++;
    const live: Node[] = [];
    for (let c: Node | null = n.firstChild(parent.node); c; c = n.nextSibling(c)) {
      if (walker.isMirrored(c)) live.push(c);
    }
    const order = new Int32Array(live.length).fill(-1);
    for (let i = 0; i < live.length; i++) {
      const sent = tree.get(live[i] as Node);
      if (sent?.parent !== parent) continue;
      order[i] = sent.index;
      sent.index = -1;
    }
    for (let c = parent.first; c; c = c.next) if (c.index >= 0) missing.push(c);
    const stays = longestRising(order);
    let run: Node[] = [];
    for (let i = 0; i < live.length; i++) {
      const node = live[i] as Node;
      if (!stays[i]) run.push(node);
      else if (run.length > 0) {
        if (!place(run, parent, tree.get(node) ?? null)) return;
        run = [];
      }
    }
    if (run.length > 0) place(run, parent, null);
  }

  /** Writes a run of children before `next`. False: the budget ended on the way. */
  function place(run: readonly Node[], parent: Sent, next: Sent | null): boolean {
    if (run.length === 0) return true;
    if (next) {
      writer.uint(TreeOp.InsertBefore);
      walker.ref(next.id);
    } else {
      writer.uint(TreeOp.Append);
      walker.ref(parent.id);
    }
    let all = true;
    for (let i = 0; i < run.length; i++) {
      if (walker.tick()) {
        cutOff(run, i, parent);
        all = false;
        break;
      }
      walker.child(run[i] as Node, parent, next);
    }
    writer.uint(NodeKind.End);
    return all;
  }

  /** The budget ended at `run[at]`: when all that is left is new and last, there is nothing to compare later. */
  function cutOff(run: readonly Node[], at: number, parent: Sent): void {
    const isTail = natives.nextSibling(run.at(-1) as Node) === null;
    const from = run[at] as Node;
    if (isTail && !run.slice(at).some((node) => isPlaced(node, parent))) dirty.rest(parent, from);
    else {
      dirty.allChildren(parent);
      parent.heat = 0; // the rest of it goes on at once
    }
  }
}
