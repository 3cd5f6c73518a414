/** What the core knows of a node it has sent: its id and its place in the replica. */
export class Sent {
  readonly id: number;
  readonly node: Node;
  parent: Sent | null = null;
  prev: Sent | null = null;
  next: Sent | null = null;
  first: Sent | null = null;
  last: Sent | null = null;
  /** The shadow root of a host, or the document of a frame. */
  inner: Sent | null = null;
  /** Place among its siblings, valid only while a child list is compared. */
  index = 0;
  /** Some part of the capture holds something for this node and must be told when it goes. */
  special = false;
  /** What the mask found to hold for it (see mask/scope.ts). */
  bits = -1;
  /** When all that was told of it would be told at an even rate; on the clock, in whole ms (see governor.ts). */
  heat = 0;
  /** What of its state no mutation shows, by kind, as the replica was last told; null: nothing yet. */
  told: string[] | null = null;
  /** False once the replica has it no more. */
  alive = true;

  constructor(id: number, node: Node) {
    this.id = id;
    this.node = node;
  }
}

/**
 * The replica's tree as far as it was sent. Nothing of the page's nodes is marked, and what leaves the replica is not
 * kept from being collected. The map is a strong one, which costs half as much time as a weak one and its collections:
 * what it holds the tree holds anyway.
 */
export type SentTree = ReturnType<typeof createSentTree>;

export function createSentTree() {
  const byNode = new Map<Node, Sent>();
  let nextId = 1;
  let root: Sent | null = null;

  return {
    get root(): Sent | null {
      return root;
    },
    set root(sent: Sent | null) {
      root = sent;
    },
    get,
    of: idOf,
    node,
    add,
    place,
    placeInner,
    remove,
    each,
    reset,
  };

  function get(node: Node): Sent | undefined {
    return byNode.get(node);
  }

  function idOf(node: Node): number {
    return get(node)?.id ?? 0;
  }

  /** Looks through all: what an agent does asks for it, a few times a second, so no second index is kept. */
  function node(id: number): Node | undefined {
    for (const sent of byNode.values()) if (sent.id === id) return sent.node;
    return undefined;
  }

  /** A new node, not placed yet. Ids follow the order of calls, as the replica counts them. */
  function add(node: Node): Sent {
    const sent = new Sent(nextId++, node);
    byNode.set(node, sent);
    return sent;
  }

  /** Places `child` under `parent` before `next` (null: at the end). */
  function place(child: Sent, parent: Sent, next: Sent | null): void {
    if (child.parent) detach(child);
    child.parent = parent;
    const prev = next ? next.prev : parent.last;
    child.prev = prev;
    child.next = next;
    if (prev) prev.next = child;
    else parent.first = child;
    if (next) next.prev = child;
    else parent.last = child;
  }

  function placeInner(inner: Sent, owner: Sent): void {
    inner.parent = owner;
    owner.inner = inner;
  }

  function detach(child: Sent): void {
    const { parent, prev, next } = child;
    if (!parent) return;
    if (parent.inner === child) parent.inner = null;
    if (prev) prev.next = next;
    else if (parent.first === child) parent.first = next;
    if (next) next.prev = prev;
    else if (parent.last === child) parent.last = prev;
    child.parent = child.prev = child.next = null;
  }

  /** Takes a subtree out; `gone` is called for each special node of it. */
  function remove(sent: Sent, gone: (sent: Sent) => void): void {
    detach(sent);
    each(sent, (s) => {
      s.alive = false;
      byNode.delete(s.node);
      if (s.special) gone(s);
    });
  }

  /** Visits a subtree, shadow trees and inner documents included, without recursion. */
  function each(top: Sent | null, visit: (sent: Sent) => void): void {
    if (!top) return;
    const stack: Sent[] = [top];
    for (let at = stack.pop(); at; at = stack.pop()) {
      visit(at);
      if (at.inner) stack.push(at.inner);
      for (let child = at.last; child; child = child.prev) stack.push(child);
    }
  }

  /** Forgets everything: a keyframe counts from one again. */
  function reset(): void {
    each(root, (s) => {
      s.alive = false;
    });
    byNode.clear();
    nextId = 1;
    root = null;
  }
}
