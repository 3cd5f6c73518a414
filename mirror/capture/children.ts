import { NodeKind, TreeOp } from "../codec/sections.ts";
import type { Writer } from "../codec/writer.ts";
import type { Dirty } from "./dirty.ts";
import { longestRising } from "./lis.ts";
import type { Natives } from "./natives.ts";
import type { Sent, SentTree } from "./tree.ts";
import type { Walker } from "./walk.ts";

/** Brings the replica's child lists to the page's present ones, with as few moves as possible. */
export class Children {
  readonly #natives: Natives;
  readonly #tree: SentTree;
  readonly #walker: Walker;
  readonly #writer: Writer;
  readonly #dirty: Dirty;
  readonly #gone: (sent: Sent) => void;
  /** Children that were not found where the replica has them: removed, unless another parent takes them. */
  #missing: Sent[] = [];

  constructor(
    natives: Natives,
    tree: SentTree,
    walker: Walker,
    writer: Writer,
    dirty: Dirty,
    gone: (sent: Sent) => void,
  ) {
    this.#natives = natives;
    this.#tree = tree;
    this.#walker = walker;
    this.#writer = writer;
    this.#dirty = dirty;
    this.#gone = gone;
  }

  /**
   * Writes the operations for all dirty parents: outer parents first, since a node can then never be put inside
   * itself on the way; removals last, so that what has moved out is saved.
   */
  flush(): void {
    for (const parent of this.#dirty.children.keys()) if (!parent.alive) this.#dirty.children.delete(parent);
    const parents = [...this.#dirty.children.keys()];
    if (parents.length > 1) this.#outerFirst(parents);
    for (const parent of parents) {
      if (this.#walker.over) break;
      const touched = this.#dirty.children.get(parent);
      this.#dirty.children.delete(parent);
      if (!this.#natives.isConnected(parent.node) || !this.#walker.tellsChildren(parent)) continue;
      if (touched) this.#touched(parent, touched);
      else this.#whole(parent);
    }
    this.#rests();
    this.#removals();
  }

  /** Takes a node out of the replica; its parent's list is dirty, so it is sent anew if it is still there. */
  forget(sent: Sent): void {
    this.#writer.uint(TreeOp.Remove);
    this.#walker.ref(sent.id);
    this.#tree.remove(sent, this.#gone);
  }

  /** Inserts the root of a shadow tree or inner document that came after its owner. */
  insertInner(owner: Sent, root: ShadowRoot | Document): void {
    this.#writer.uint(TreeOp.Append);
    this.#walker.ref(owner.id);
    this.#walker.inner(root, owner);
    this.#writer.uint(NodeKind.End);
  }

  #outerFirst(parents: Sent[]): void {
    const depths = new Map<Sent, number>();
    for (const parent of parents) {
      let depth = 0;
      for (let n: Node | null = parent.node; n; n = this.#natives.parentNode(n)) depth++;
      depths.set(parent, depth);
    }
    parents.sort((a, b) => (depths.get(a) ?? 0) - (depths.get(b) ?? 0));
  }

  /** Goes on where earlier flushes ran out of budget, innermost first: that is document order. */
  #rests(): void {
    for (const [parent, from] of [...this.#dirty.rests]) {
      if (this.#walker.over) return;
      this.#dirty.rests.delete(parent);
      if (!parent.alive || !this.#natives.isConnected(parent.node)) continue;
      if (this.#natives.parentNode(from) === parent.node) this.#restOf(parent, from);
      else this.#whole(parent);
    }
  }

  #restOf(parent: Sent, from: Node): void {
    this.#writer.uint(TreeOp.Append);
    this.#walker.ref(parent.id);
    for (let c: Node | null = from; c; c = this.#natives.nextSibling(c)) {
      if (!this.#walker.isMirrored(c)) continue;
      if (this.#walker.tick()) {
        this.#dirty.rest(parent, c);
        break;
      }
      this.#walker.child(c, parent, null);
    }
    this.#writer.uint(NodeKind.End);
  }

  #removals(): void {
    for (const sent of this.#missing) {
      if (!sent.alive || !sent.parent || this.#natives.parentNode(sent.node) === sent.parent.node) continue;
      this.forget(sent);
    }
    this.#missing = [];
  }

  /** Only these children were added, moved or removed: all others keep their order. */
  #touched(parent: Sent, touched: Set<Node>): void {
    const n = this.#natives;
    for (const node of touched) {
      if (n.parentNode(node) === parent.node && this.#walker.isMirrored(node)) continue;
      touched.delete(node);
      const sent = this.#tree.get(node);
      if (sent?.parent === parent) this.#missing.push(sent);
    }
    for (const node of touched) {
      if (!touched.has(node)) continue;
      let first: Node = node;
      for (let p = n.previousSibling(first); p && touched.has(p); p = n.previousSibling(p)) first = p;
      const run: Node[] = [];
      let at: Node | null = first;
      for (; at; at = n.nextSibling(at)) {
        if (!touched.delete(at) && this.#isPlaced(at, parent)) break;
        if (this.#walker.isMirrored(at)) run.push(at);
      }
      this.#place(run, parent, at ? (this.#tree.get(at) ?? null) : null);
    }
  }

  #isPlaced(node: Node, parent: Sent): boolean {
    return this.#tree.get(node)?.parent === parent;
  }

  /** Compares the whole list: what is on the longest run in unchanged order stays, the rest is placed anew. */
  #whole(parent: Sent): void {
    const n = this.#natives;
    let index = 0;
    for (let c = parent.first; c; c = c.next) c.index = index++;
    const live: Node[] = [];
    for (let c: Node | null = n.firstChild(parent.node); c; c = n.nextSibling(c)) {
      if (this.#walker.isMirrored(c)) live.push(c);
    }
    const order = new Int32Array(live.length).fill(-1);
    for (let i = 0; i < live.length; i++) {
      const sent = this.#tree.get(live[i] as Node);
      if (sent?.parent !== parent) continue;
      order[i] = sent.index;
      sent.index = -1;
    }
    for (let c = parent.first; c; c = c.next) if (c.index >= 0) this.#missing.push(c);
    const stays = longestRising(order);
    let run: Node[] = [];
    for (let i = 0; i < live.length; i++) {
      const node = live[i] as Node;
      if (!stays[i]) run.push(node);
      else if (run.length > 0) {
        if (!this.#place(run, parent, this.#tree.get(node) ?? null)) return;
        run = [];
      }
    }
    if (run.length > 0) this.#place(run, parent, null);
  }

  /** Writes a run of children before `next`. False: the budget ended on the way. */
  #place(run: readonly Node[], parent: Sent, next: Sent | null): boolean {
    if (run.length === 0) return true;
    if (next) {
      this.#writer.uint(TreeOp.InsertBefore);
      this.#walker.ref(next.id);
    } else {
      this.#writer.uint(TreeOp.Append);
      this.#walker.ref(parent.id);
    }
    let all = true;
    for (let i = 0; i < run.length; i++) {
      if (this.#walker.tick()) {
        this.#cutOff(run, i, parent);
        all = false;
        break;
      }
      this.#walker.child(run[i] as Node, parent, next);
    }
    this.#writer.uint(NodeKind.End);
    return all;
  }

  /** The budget ended at `run[at]`: when all that is left is new and last, there is nothing to compare later. */
  #cutOff(run: readonly Node[], at: number, parent: Sent): void {
    const isTail = this.#natives.nextSibling(run.at(-1) as Node) === null;
    const from = run[at] as Node;
    if (isTail && !run.slice(at).some((node) => this.#isPlaced(node, parent))) this.#dirty.rest(parent, from);
    else this.#dirty.allChildren(parent);
  }
}
